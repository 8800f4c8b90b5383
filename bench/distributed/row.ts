/** One line of the answer: what was measured, how much, and what it is to be compared with. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly beside?: string;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

export function mb(value: number): string {
  return `${Math.round(value)} MB`;
}
