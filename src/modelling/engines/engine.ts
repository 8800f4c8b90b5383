import type { ArtifactName } from '../artifact-names.js';
import type { OptionProblem } from '../modelling.errors.js';
import type { SampledPicture, SampleGrid } from '../image/sampled-picture.js';
import type { HeightGrid } from '../mesh/height-grid.js';
import type { Mesh } from '../mesh/mesh.js';
import type { EngineName } from './engine-names.js';
import type { OptionTable, ResolvedOptions } from './option-table.js';
import type { Warning } from '../warnings.js';

/** The size of a picture as it is looked at, i.e. after its EXIF orientation. */
export interface PictureSize {
  widthPx: number;
  heightPx: number;
}

/** What is asked of an engine, whatever the engine. */
export interface ShapeRequest {
  engine: EngineName;
  /** The outer box in millimetres; no model exceeds it. */
  widthMm: number;
  heightMm: number;
  depthMm: number;
  /** False where the depth is only the default: then it limits no engine that needs more. Absent is true. */
  isDepthGiven?: boolean;
  /** 1…10: how many samples span the longest side. */
  quality: number;
  options: ResolvedOptions;
}

export interface EngineHooks {
  /** Awaited between shaping and meshing. */
  onMeshing: () => Promise<void>;
  /** Share (0…1) of the present stage that is done. */
  onProgress: (fraction: number) => void;
  /** How many triangles the mesh may have, for an engine that knows the count only once it has seen the picture. */
  maxTriangles?: number;
  signal?: AbortSignal;
}

/** What an engine measured or had to adapt, for the report: snake_case names, units in them. */
export type ReportDetails = Readonly<Record<string, number | string | boolean>>;

/** Where the picture lies on a model seen from above, in the model's millimetres: its lower left corner and size. */
export interface PictureBox {
  leftMm: number;
  bottomMm: number;
  widthMm: number;
  heightMm: number;
}

/** A further picture to write beside the model. */
export interface ModelPicture {
  /** The file's name, which is that of the artifact. */
  name: ArtifactName;
  /** Gives the bytes of the file. */
  draw: () => Promise<Uint8Array>;
}

/** What an engine tells of a model beside its mesh. */
export interface BuiltModel {
  /** What the picture or the options did to the model that a person should know. */
  warnings: Warning[];
  details?: ReportDetails;
  /** Absent where the picture does not lie flat on the model, as on a cylinder. */
  pictureBox?: PictureBox;
  pictures?: readonly ModelPicture[];
  /** Share of the subject at each sample, from an engine that looks for one: lighter meshes are to show the same. */
  subject?: Float32Array;
  /** Whether the model stands: its front, which shows the picture, is towards −Y instead of +Z. */
  isUpright?: boolean;
}

export interface BuiltMesh extends BuiltModel {
  mesh: Mesh;
}

/** A model whose mesh is the grid of its heights, computed as it is read. */
export interface BuiltStream extends BuiltModel {
  grid: HeightGrid;
}

/** A way to turn a picture into a closed solid in millimetres, Z up, lower corner at the origin. */
export interface Engine {
  name: EngineName;
  title: string;
  summary: string;
  options: OptionTable;
  /** Whether the engine looks at colours; without it, samples have brightness and opacity only. */
  usesColour?: boolean;
  /** The samples that the engine wants of a picture of this size. */
  chooseGrid: (picture: PictureSize, request: ShapeRequest) => SampleGrid;
  /**
   * The triangles that `build` will make, as far as they are known before the picture is seen. An engine that
   * learns the count later holds it against `EngineHooks.maxTriangles` itself, before it meshes.
   */
  estimateTriangleCount: (picture: PictureSize, request: ShapeRequest) => number;
  /** The same request with as fine a mesh as `mostTriangles` allow, its options meaning the same. */
  coarsen: (picture: PictureSize, request: ShapeRequest, mostTriangles: number) => ShapeRequest;
  /** What in the request cannot be built together, found without looking at a pixel. */
  findProblems: (picture: PictureSize, request: ShapeRequest) => OptionProblem[];
  /** The thinnest pitch of the mesh in millimetres: below float32 resolution it cannot be written. */
  finestPitchMm: (picture: PictureSize, request: ShapeRequest) => number;
  build: (
    picture: PictureSize,
    samples: SampledPicture,
    request: ShapeRequest,
    hooks: EngineHooks,
  ) => Promise<BuiltMesh>;
  /** As `build`, without ever holding the mesh; null where the request needs it held. */
  stream?: (
    picture: PictureSize,
    samples: SampledPicture,
    request: ShapeRequest,
    hooks: EngineHooks,
  ) => Promise<BuiltStream | null>;
}
