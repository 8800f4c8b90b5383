import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { SETTINGS, type Settings } from '../../common/config/settings.js';
import { DimensionsDto } from '../../common/http/dimensions.dto.js';
import { ENGINE_NAMES, ENGINES } from '../../modelling/engines/engines.js';
import { optionsJsonSchema, resolveOptions } from '../../modelling/engines/options.js';
import { DIMENSION_LIMITS } from '../../modelling/engines/plan-model.js';
import { QUALITY_SAMPLES } from '../../modelling/engines/sample-count.js';
import { FORMAT_NAMES } from '../../modelling/formats/model-formats.js';
import { SIDE_LIMITS_PX } from '../../modelling/image/check-picture-size.js';
import { GenerateBody } from '../start/generate.dto.js';
import { ModelLimits } from './model-limits.dto.js';

const BYTES_PER_MB = 1024 * 1024;

class EngineInfo {
  @ApiProperty({ example: 'relief' })
  name!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty()
  summary!: string;

  @ApiProperty({ enum: FORMAT_NAMES, isArray: true })
  formats!: readonly string[];

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'JSON Schema of `options`' })
  options!: object;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What `options` leaves out' })
  defaults!: object;
}

class ModelDefaults {
  @ApiProperty({ example: 'relief' })
  engine!: string;

  @ApiProperty({ example: 'stl' })
  format!: string;

  @ApiProperty({ example: 7 })
  quality!: number;

  @ApiProperty({ type: DimensionsDto })
  dimensions!: DimensionsDto;
}

class ModelsInfo {
  @ApiProperty({ type: [EngineInfo] })
  engines!: EngineInfo[];

  @ApiProperty({ enum: FORMAT_NAMES, isArray: true })
  formats!: readonly string[];

  @ApiProperty({ type: ModelDefaults })
  defaults!: ModelDefaults;

  @ApiProperty({ type: ModelLimits })
  limits!: ModelLimits;
}

@ApiTags('generation')
@Controller('api/models-info')
export class ModelsInfoController {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  @Get()
  @ApiOperation({ summary: 'Every engine with its options, formats, defaults and limits' })
  @ApiOkResponse({ type: ModelsInfo })
  info(): ModelsInfo {
    const { engine, format, quality, dimensions } = new GenerateBody();
    return {
      engines: ENGINE_NAMES.map((name) => ({
        name,
        title: ENGINES[name].title,
        summary: ENGINES[name].summary,
        formats: FORMAT_NAMES,
        options: optionsJsonSchema(name),
        defaults: resolveOptions(name, {}),
      })),
      formats: FORMAT_NAMES,
      defaults: { engine, format, quality, dimensions },
      limits: this.limits(),
    };
  }

  private limits(): ModelLimits {
    const { MAX_UPLOAD_MB, MAX_PIXELS, MAX_TRIANGLES } = this.settings;
    return {
      picture: {
        max_bytes: MAX_UPLOAD_MB * BYTES_PER_MB,
        min_side_px: SIDE_LIMITS_PX.min,
        max_side_px: SIDE_LIMITS_PX.max,
        max_pixels: MAX_PIXELS,
      },
      dimensions: DIMENSION_LIMITS,
      quality: { minimum: 1, maximum: QUALITY_SAMPLES.length },
      max_triangles: MAX_TRIANGLES,
    };
  }
}
