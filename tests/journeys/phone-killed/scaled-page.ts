/**
 * A page in which time runs faster: every timer and time limit is divided by the factor, and its clock stands so much
 * before the real one.
 */
export function scaledPage(factor: number, behindMs: number): string {
  return `(() => {
    const divide = (start) => (work, ms = 0, ...rest) => start(work, ms / ${factor}, ...rest);
    globalThis.setTimeout = divide(globalThis.setTimeout.bind(globalThis));
    globalThis.setInterval = divide(globalThis.setInterval.bind(globalThis));
    const limit = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (ms) => limit(Math.ceil(ms / ${factor}));
    const RealDate = Date;
    globalThis.Date = class extends RealDate {
      constructor(...parts) {
        if (parts.length === 0) super(RealDate.now() - ${behindMs});
        else super(...parts);
      }
      static now() {
        return RealDate.now() - ${behindMs};
      }
    };
  })();`;
}
