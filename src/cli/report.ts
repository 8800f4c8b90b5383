import type { ReportDetails } from '../modelling/engines/engine.js';
import type { MeshDefects, MeshFacts } from '../modelling/mesh/check-mesh.js';

/** What a command tells of a model: the report of the HTTP interface, and of a broken one its defects. */
export interface CliReport {
  file: string;
  format: string;
  size_bytes: number;
  is_printable: boolean;
  triangle_count: number;
  vertex_count: number;
  shell_count: number;
  volume_mm3: number;
  surface_area_mm2: number;
  bounding_box_mm: { width: number; height: number; depth: number };
  /** How often each rule is broken; those that are kept are left out. */
  defects: Record<string, number>;
  warnings: string[];
  details: ReportDetails;
}

/** What was found beside the facts of the mesh. */
export interface ReportContext {
  file: string;
  format: string;
  sizeBytes: number;
  defects?: MeshDefects;
  warnings?: string[];
  details?: ReportDetails;
}

export function toReport(facts: MeshFacts, context: ReportContext): CliReport {
  const found = Object.entries(context.defects ?? {}).filter(([, count]) => count > 0);
  return {
    file: context.file,
    format: context.format,
    size_bytes: context.sizeBytes,
    is_printable: found.length === 0,
    triangle_count: facts.triangleCount,
    vertex_count: facts.vertexCount,
    shell_count: facts.shellCount,
    volume_mm3: facts.volumeMm3,
    surface_area_mm2: facts.surfaceAreaMm2,
    bounding_box_mm: facts.boundingBoxMm,
    defects: Object.fromEntries(found.map(([name, count]) => [toSnakeCase(name), count])),
    warnings: context.warnings ?? [],
    details: context.details ?? {},
  };
}

/** The report as lines for a person. */
export function formatReport(report: CliReport): string {
  const { width, height, depth } = report.bounding_box_mm;
  const rows: [string, string][] = [
    ['file', `${report.file} (${formatBytes(report.size_bytes)})`],
    ['size', `${[width, height, depth].map(formatNumber).join(' × ')} mm`],
    ['triangles', formatNumber(report.triangle_count)],
    ['vertices', formatNumber(report.vertex_count)],
    ['shells', formatNumber(report.shell_count)],
    ['volume', `${formatNumber(report.volume_mm3)} mm³`],
    ['surface', `${formatNumber(report.surface_area_mm2)} mm²`],
    ['printable', report.is_printable ? 'yes' : 'no'],
    ...Object.entries(report.defects).map(toRow),
    ...Object.entries(report.details).map(toRow),
    ...report.warnings.map((warning): [string, string] => ['warning', warning]),
  ];
  const widest = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(widest)}  ${value}\n`).join('');
}

function toRow([name, value]: [string, number | string | boolean]): [string, string] {
  return [name.replaceAll('_', ' '), typeof value === 'number' ? formatNumber(value) : String(value)];
}

const NUMBERS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });

function formatNumber(value: number): string {
  return NUMBERS.format(value);
}

function formatBytes(bytes: number): string {
  return bytes < 1e6 ? `${formatNumber(bytes / 1e3)} kB` : `${formatNumber(bytes / 1e6)} MB`;
}

function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
