// What was looked at and what was amiss: a line for each check, and one of counts at the end.
export class Tally {
  constructor() { this.passed = 0; this.failed = 0; this.skipped = 0; }

  // `faults` are lines that tell what is amiss; none of them is well.
  done(what, faults, told = "") {
    if (faults.length === 0) {
      this.passed += 1;
      console.log(`ok      ${what}${told ? `  (${told})` : ""}`);
      return;
    }
    this.failed += 1;
    console.log(`AMISS   ${what}${told ? `  (${told})` : ""}: ${faults.length}`);
    const shown = 40;
    for (const fault of faults.slice(0, shown)) console.log(`        ${fault}`);
    if (faults.length > shown) console.log(`        and ${faults.length - shown} more`);
  }

  left(what, why) { this.skipped += 1; console.log(`left out ${what}: ${why}`); }

  close() {
    console.log(`${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`);
    return this.failed === 0 ? 0 : 1;
  }
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

// The same walk each time: a small generator with a seed (mulberry32).
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
