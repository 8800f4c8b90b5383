/** What an engine makes, drawn on a grid of 64 × 40: forms by `d`, how light each is by `level` 1…3. */
interface Drawing {
  readonly d: string;
  readonly level: 1 | 2 | 3;
}

const RELIEF: readonly Drawing[] = [
  { d: 'M6 30 32 37 58 30V26L32 33 6 26z', level: 1 },
  { d: 'M6 26C16 18 20 21 26 14s9-9 13-3 5 8 9 9 6 3 10 6L32 33z', level: 2 },
  { d: 'M24 17c4-5 8-10 11-6s-2 8-6 9-9 2-5-3z', level: 3 },
];
const LITHOPHANE: readonly Drawing[] = [
  { d: 'M12 6h40v28H12z', level: 1 },
  { d: 'M15 9h34v22H15z', level: 3 },
  { d: 'M15 31 26 18l8 8 5-5 10 10zM39 17a3 3 0 1 0 0-6 3 3 0 0 0 0 6z', level: 2 },
];
const EXTRUSION: readonly Drawing[] = [
  { d: 'M34 9l4.6 8.6 9.6 1.8-6.7 7.1 1.3 9.7-8.8-4.3-8.8 4.3 1.3-9.7-6.7-7.1 9.6-1.8z', level: 1 },
  { d: 'M31 5l4.6 8.6 9.6 1.8-6.7 7.1 1.3 9.7-8.8-4.3-8.8 4.3 1.3-9.7-6.7-7.1 9.6-1.8z', level: 2 },
  { d: 'M31 13a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z', level: 1 },
];
const INFLATION: readonly Drawing[] = [
  { d: 'M32 35c-11 0-17-6-16-14S22 6 32 6s15 7 16 15-5 14-16 14z', level: 1 },
  { d: 'M31 31c-9 0-13-5-12-11S24 8 31 8s11 6 12 12-3 11-12 11z', level: 2 },
  { d: 'M28 20c-5 0-6-3-5-6s3-4 6-4 5 2 5 5-2 5-6 5z', level: 3 },
];
/** For an engine that this page has not met yet. */
const ANY: readonly Drawing[] = [
  { d: 'M32 5 50 13v14L32 35 14 27V13z', level: 1 },
  { d: 'M32 5 50 13 32 21 14 13z', level: 3 },
  { d: 'M32 21v14L14 27V13z', level: 2 },
];

const DRAWINGS: Readonly<Record<string, readonly Drawing[]>> = {
  relief: RELIEF,
  lithophane: LITHOPHANE,
  extrusion: EXTRUSION,
  inflation: INFLATION,
};

export function EnginePicture({ engine }: { engine: string }) {
  return (
    <svg class="engine-picture" viewBox="0 0 64 40" aria-hidden="true">
      {(DRAWINGS[engine] ?? ANY).map(({ d, level }) => (
        <path key={d} class={`level-${level}`} d={d} />
      ))}
    </svg>
  );
}
