/** Text as it may stand in SVG, whatever the name of a place or a pair holds. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export type TextStyle = {
  readonly size?: number;
  readonly weight?: number;
  readonly anchor?: 'middle' | 'end';
  readonly width?: number;
};

/** A printed line; with `width` a long one is squeezed into that many units instead of running over its neighbour. */
export function text(
  x: number,
  y: number,
  content: string,
  { size = 12, weight, anchor, width }: TextStyle = {},
): string {
  const squeeze = width !== undefined && widthOf(content) * size > width;
  const attributes = [
    `x="${round(x)}" y="${round(y)}" font-size="${size}"`,
    weight === undefined ? '' : ` font-weight="${weight}"`,
    anchor === undefined ? '' : ` text-anchor="${anchor}"`,
    squeeze ? ` textLength="${width}" lengthAdjust="spacingAndGlyphs"` : '',
  ];
  return `<text ${attributes.join('')}>${escapeXml(content)}</text>`;
}

/** About the width of a text in sans serif, in units of its size: capitals and digits are wider. */
function widthOf(content: string): number {
  return [...content].reduce((width, character) => width + (/[A-Z0-9]/.test(character) ? 0.68 : 0.5), 0);
}

export function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}"/>`;
}

/** One decimal is finer than any screen shows. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
