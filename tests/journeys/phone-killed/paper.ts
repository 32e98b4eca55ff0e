import sharp from 'sharp';

/** What stands on one paper: every box in the order of the paper, and photos of it. */
export type KilledPaper = {
  /** address of the sheet */
  readonly task: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly photos: readonly Buffer[];
};

/** A whole number in [0, below), the next of a seed. */
export type Draw = (below: number) => number;

/** Mulberry32: small, and the same on every machine. */
export function seededDraw(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Figures of a paper that agrees in every sum. */
export function drawFigures(draw: Draw, candidates = 2): Record<string, number> {
  const figures: Record<string, number> = {};
  const split = (field: string, men: number, women: number) => {
    figures[`${field}_m`] = men;
    figures[`${field}_f`] = women;
    figures[field] = men + women;
    return men + women;
  };
  const registered = split('registered_permanent', 150 + draw(60), 150 + draw(60));
  const permanent = split('voted_permanent', 90 + draw(50), 90 + draw(50));
  const transfer = split('voted_transfer', draw(3), draw(3));
  const additional = split('voted_additional', draw(4), draw(4));
  const men = (figures.voted_permanent_m ?? 0) + (figures.voted_transfer_m ?? 0) + (figures.voted_additional_m ?? 0);
  const voted = permanent + transfer + additional;
  split('voted_total', men, voted - men);
  figures.ballots_received = Math.ceil(registered * 1.025);
  figures.ballots_used = voted;
  figures.ballots_returned = draw(3);
  figures.ballots_unused = figures.ballots_received - voted - figures.ballots_returned;
  split('disabled_voted', draw(3), draw(3));
  const invalid = draw(12);
  let left = voted - invalid;
  for (let number = 1; number <= candidates; number++) {
    const votes = number === candidates ? left : 20 + draw(Math.floor(left / candidates) - 20);
    figures[`candidate_${number}`] = votes;
    left -= votes;
  }
  figures.valid_votes = voted - invalid;
  figures.invalid_votes = invalid;
  figures.total_votes = voted;
  return figures;
}

/** A photo as a camera makes it: large, with the grain of paper in bad light. No two of other shades are equal. */
export function drawPhoto(draw: Draw, { width, height }: { readonly width: number; readonly height: number }) {
  const [coarseWidth, coarseHeight] = [Math.round(width / 6), Math.round(height / 6)];
  const grain = Buffer.alloc(coarseWidth * coarseHeight);
  for (let at = 0; at < grain.length; at++) grain[at] = 150 + draw(80);
  return sharp(grain, { raw: { width: coarseWidth, height: coarseHeight, channels: 1 } })
    .resize(width, height)
    .toColourspace('srgb')
    .jpeg({ quality: 85 })
    .toBuffer();
}
