import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { VERSION } from './common/telemetry/version.js';

/** The contract of the HTTP routes, made from the code itself. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Relievo')
    .setDescription(
      'Turns a picture into a printable 3D model: upload a picture, start a generation, watch it, download the model. ' +
        'At most one generation of a job is active; a second start answers 409 at once. ' +
        'Live progress over Socket.IO is described in docs/events.md.',
    )
    .setVersion(VERSION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addTag('upload', 'Bring a picture: it becomes a job')
    .addTag('generation', 'Make a model of it')
    .addTag('progress', 'See where it stands')
    .addTag('download', 'Take the model')
    .addTag('jobs', 'List, inspect, cancel and delete')
    .addTag('operations', 'For those who run the service')
    .addServer('/')
    .build();
  const document = SwaggerModule.createDocument(app, description, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  // No keys exist yet: saying so is better than saying nothing.
  return { ...document, security: [] };
}
