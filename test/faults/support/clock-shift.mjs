/**
 * Preloaded into a process: its wall clock is wrong by CLOCK_SHIFT_MS, and jumps to be as wrong the other way on
 * SIGUSR2. The monotonic clock is left alone, as a step of the system's clock leaves it.
 */
const RightDate = Date;
let shiftMs = Number(process.env.CLOCK_SHIFT_MS);

globalThis.Date = class extends RightDate {
  constructor(...parts) {
    if (parts.length === 0) super(RightDate.now() + shiftMs);
    else super(...parts);
  }

  static now() {
    return RightDate.now() + shiftMs;
  }
};

process.on('SIGUSR2', () => {
  shiftMs = -shiftMs;
});
