import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Tall enough that a bar at the bottom covers nothing: what scrolls away under it is no fault of a target. */
const TALL_PX = 6_000;
const OVERHANG = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const TABS_MOST = 60;

export type ScreenNeeds = {
  readonly size: { readonly width: number; readonly height: number };
  /** the least height of a target: 44 where thumbs enter figures, 24 elsewhere */
  readonly targetPx: number;
};

/** Everything that keeps somebody from using the screen as it stands now; nothing when all is well. */
export async function screenFaults(page: Page, needs: ScreenNeeds): Promise<string[]> {
  await page.setViewportSize({ width: needs.size.width, height: TALL_PX });
  const { violations } = await new AxeBuilder({ page }).withTags(AXE_TAGS).analyze();
  return [...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), ...(await useFaults(page, needs))];
}

/** What axe-core does not see: small targets, a focus that is lost, a page that does not fit. */
export async function useFaults(page: Page, { size, targetPx }: ScreenNeeds): Promise<string[]> {
  await page.setViewportSize({ width: size.width, height: TALL_PX });
  const faults = await smallTargets(page, targetPx);
  await page.setViewportSize(size);
  faults.push(...(await focusFaults(page)));
  await page.setViewportSize({ width: 320, height: 640 });
  faults.push(...(await overhangs(page, 'at 320 px')), ...(await brokenFigures(page)));
  await page.setViewportSize(size);
  await enlargeText(page, 2);
  faults.push(...(await overhangs(page, 'with text of twice the size')));
  await enlargeText(page, 1);
  return faults;
}

async function overhangs(page: Page, when: string): Promise<string[]> {
  const px = await page.evaluate<number>(OVERHANG);
  return px > 0 ? [`scrolls ${px} px sideways ${when}`] : [];
}

/** A figure on two lines reads as two figures. */
async function brokenFigures(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const broken = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode;
      if (!/^\\s*\\d[\\d.]+\\s*$/.test(data) || !parentElement.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)));
      if (lines.size > 1) broken.push('a figure is broken: ' + parentElement.outerHTML.slice(0, 120));
    }
    return broken;
  })()`);
}

/** All sizes of text come from the tokens, so that this is what a person's larger letters do. */
async function enlargeText(page: Page, times: number): Promise<void> {
  await page.evaluate(`for (const [name, px] of [['--f1', 12], ['--f2', 14], ['--f3', 16], ['--f4', 20], ['--f5', 28], ['--f6', 40]])
    document.documentElement.style.setProperty(name, px * ${times} + 'px')`);
}

/** A link inside a sentence is as high as its line; everything else that is pressed has the least height. */
async function smallTargets(page: Page, leastPx: number): Promise<string[]> {
  return page.evaluate<
    string[]
  >(`[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [role="button"]')]
    .filter((one) => one.checkVisibility() && !one.closest('.unseen') && getComputedStyle(one).clipPath === 'none')
    .map((one) => one.type === 'radio' || one.type === 'checkbox' ? one.closest('label') ?? one : one)
    .filter((one) => !(one.tagName === 'A' && getComputedStyle(one).display === 'inline' && one.closest('p, li, td, th')))
    .map((one) => ({ one, ...one.getBoundingClientRect().toJSON() }))
    .filter(({ height, width }) => height > 0 && (height < ${leastPx} - 0.5 || width < ${Math.min(leastPx, 24)} - 0.5))
    .map(({ one, width, height }) => 'small target ' + Math.round(width) + ' × ' + Math.round(height) + ': ' + one.outerHTML.slice(0, 120))`);
}

/** Walks with Tab: what has the focus shows it, and stands where it can be seen. */
async function focusFaults(page: Page): Promise<string[]> {
  const faults = new Set<string>();
  const seen = new Set<string>();
  await page.evaluate('document.activeElement?.blur(), document.body.focus()');
  for (let at = 0; at < TABS_MOST; at++) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate<{ place: string; fault: string | null }>(`(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return { place: '', fault: null };
      const box = one.getBoundingClientRect();
      const place = one.outerHTML.slice(0, 160) + Math.round(box.top + scrollY);
      const shown = one.closest('label') ?? one;
      const drawn = [one, shown, one.nextElementSibling].filter(Boolean).map((part) => getComputedStyle(part));
      const isMarked = drawn.some(({ outlineStyle, outlineWidth, boxShadow }) =>
        (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none');
      if (!isMarked) return { place, fault: 'the focus is not visible on ' + one.outerHTML.slice(0, 120) };
      const middle = shown.getBoundingClientRect();
      const [x, y] = [middle.left + middle.width / 2, middle.top + Math.min(middle.height, innerHeight) / 2];
      const top = document.elementFromPoint(x, y);
      const isSeen = top !== null && (shown.contains(top) || top.contains(shown));
      return { place, fault: isSeen ? null : 'the focus is hidden on ' + one.outerHTML.slice(0, 120) };
    })()`);
    if (found.fault) faults.add(found.fault);
    if (found.place === '' || seen.has(found.place)) break;
    seen.add(found.place);
  }
  return [...faults];
}
