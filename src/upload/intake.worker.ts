import { serveMethods } from '../common/processes/serve-methods.js';
import { intakePicture } from '../modelling/image/intake-picture.js';

/** The intake process: hostile bytes are decoded here and nowhere else. */
await serveMethods({ intake: intakePicture });
