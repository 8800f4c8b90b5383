import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { DimensionsDto } from '../../common/http/dimensions.dto.js';
import { ENGINE_NAMES, ENGINES } from '../../modelling/engines/engines.js';
import { optionsJsonSchema, resolveOptions } from '../../modelling/engines/options.js';
import { FORMAT_NAMES } from '../../modelling/formats/model-formats.js';
import { GenerateBody } from '../start/generate.dto.js';

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
}

@ApiTags('generation')
@Controller('api/models-info')
export class ModelsInfoController {
  @Get()
  @ApiOperation({ summary: 'Every engine with its options, formats and defaults' })
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
    };
  }
}
