import type { Samples } from './series.ts';

/** Columns that grow: what a filter writes to without knowing how much it will keep. */
export class Columns {
  private timesMs = new Float64Array(64);
  private values = new Float64Array(64);
  private statuses = new Uint32Array(64);
  length = 0;

  add(timeMs: number, value: number, status: number): void {
    if (this.length === this.timesMs.length) this.grow();
    this.timesMs[this.length] = timeMs;
    this.values[this.length] = value;
    this.statuses[this.length] = status;
    this.length++;
  }

  /** The columns so far, cut to length. */
  done(): Samples & { statuses: Uint32Array } {
    return {
      timesMs: this.timesMs.slice(0, this.length),
      values: this.values.slice(0, this.length),
      statuses: this.statuses.slice(0, this.length),
    };
  }

  private grow(): void {
    const twice = this.timesMs.length * 2;
    const times = new Float64Array(twice);
    times.set(this.timesMs);
    this.timesMs = times;
    const values = new Float64Array(twice);
    values.set(this.values);
    this.values = values;
    const statuses = new Uint32Array(twice);
    statuses.set(this.statuses);
    this.statuses = statuses;
  }
}
