import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PRIORITIES } from '../jobs/job-store.port.js';
import type {
  ArtifactView,
  JobSnapshot,
  JobStatus,
  ModelReport,
  Priority,
  ResultView,
  Stage,
} from './progress.events.js';
import { STEPS } from './steps.js';

class BoundingBoxDto {
  @ApiProperty({ example: 100 })
  width!: number;

  @ApiProperty({ example: 75 })
  height!: number;

  @ApiProperty({ example: 20 })
  depth!: number;
}

class ReportDto implements ModelReport {
  @ApiProperty({ description: 'Every edge is used exactly twice, in opposite directions' })
  watertight!: boolean;

  @ApiProperty({ description: 'Every vertex is surrounded by one fan of triangles' })
  manifold!: boolean;

  @ApiProperty({ example: 98_304 })
  triangle_count!: number;

  @ApiProperty({ example: 49_154 })
  vertex_count!: number;

  @ApiProperty({ example: 1 })
  shell_count!: number;

  @ApiProperty({ example: 71_234.5 })
  volume_mm3!: number;

  @ApiProperty({ example: 24_310.2 })
  surface_area_mm2!: number;

  @ApiProperty({ type: BoundingBoxDto })
  bounding_box_mm!: BoundingBoxDto;

  @ApiProperty({ type: [String] })
  warnings!: string[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }] },
    description: 'What the engine measured or had to adapt; which names there are depends on the engine',
    example: {},
  })
  details!: Readonly<Record<string, number | string | boolean>>;
}

class ArtifactDto implements ArtifactView {
  @ApiProperty({ example: 'model.stl' })
  name!: string;

  @ApiProperty({ example: 'model/stl' })
  content_type!: string;

  @ApiProperty({ example: 4_915_284 })
  size_bytes!: number;

  @ApiProperty({ format: 'uri-reference' })
  download_url!: string;
}

class ResultDto implements ResultView {
  @ApiProperty({ format: 'uuid' })
  generation_id!: string;

  @ApiProperty({ type: [ArtifactDto] })
  artifacts!: ArtifactDto[];

  @ApiProperty({ type: ReportDto })
  report!: ReportDto;

  @ApiProperty({ format: 'uri-reference' })
  download_url!: string;
}

const STATUSES: readonly JobStatus[] = ['pending', 'processing', 'completed', 'failed', 'cancelled'];

/** A job at one moment, as OpenAPI shows it. */
export class SnapshotDto implements JobSnapshot {
  @ApiProperty({ format: 'uuid' })
  job_id!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null until a generation is started',
  })
  generation_id!: string | null;

  @ApiProperty({ enum: STATUSES })
  status!: JobStatus;

  @ApiProperty({ description: 'Whether a start would be answered 409' })
  is_active!: boolean;

  @ApiProperty({
    minimum: 0,
    maximum: 100,
    description: 'Never falls within a generation; 100 only when completed',
  })
  progress!: number;

  @ApiProperty({ enum: Object.keys(STEPS) })
  stage!: Stage;

  @ApiProperty({ example: STEPS.meshing, description: 'The sentence for `stage`' })
  step!: string;

  @ApiProperty({ description: 'Grows with every change of the job and never restarts' })
  seq!: number;

  @ApiProperty({ description: 'How many times a worker has taken the generation' })
  attempt!: number;

  @ApiProperty({ type: Number, nullable: true })
  eta_seconds!: number | null;

  @ApiProperty({
    type: String,
    enum: PRIORITIES,
    nullable: true,
    description: 'Null until a generation is started',
  })
  priority!: Priority | null;

  @ApiProperty({ type: Number, nullable: true, description: '1 is next; null unless waiting' })
  queue_position!: number | null;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ format: 'date-time' })
  updated_at!: string;

  @ApiPropertyOptional({ type: ResultDto, description: 'The newest completed generation of the job' })
  result?: ResultDto;

  @ApiPropertyOptional({ example: 'model.stl', description: 'Only while `status` is `completed`' })
  output_file?: string;

  @ApiPropertyOptional({ format: 'uri-reference', description: 'Only while `status` is `completed`' })
  download_url?: string;

  @ApiPropertyOptional({ type: ReportDto, description: 'Only while `status` is `completed`' })
  report?: ReportDto;

  @ApiPropertyOptional({ description: 'Only while `status` is `failed`' })
  error?: string;

  @ApiPropertyOptional({ description: 'Only while `status` is `failed`' })
  code?: string;
}
