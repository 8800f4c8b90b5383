/** Written by `npm run openapi` from docs/openapi.json: do not edit. */

export interface Schema {
  ErrorDto: {
    /** Short and fixed for each code */
    error: string;
    /** What is wrong, for a person */
    message: string;
    /** What is wrong, for a program */
    code:
      | 'INVALID_REQUEST'
      | 'INVALID_OPTIONS'
      | 'INVALID_SCENARIO'
      | 'MALFORMED_JSON'
      | 'MALFORMED_URL'
      | 'MALFORMED_UPLOAD'
      | 'NO_FILE'
      | 'TRIANGLE_LIMIT_EXCEEDED'
      | 'DIMENSIONS_TOO_SMALL'
      | 'LISTING_FORBIDDEN'
      | 'NOT_FOUND'
      | 'JOB_NOT_FOUND'
      | 'FILE_NOT_FOUND'
      | 'NOTHING_TO_RETRY'
      | 'METHOD_NOT_ALLOWED'
      | 'GENERATION_IN_PROGRESS'
      | 'GENERATION_CHANGED'
      | 'JOB_ACTIVE'
      | 'PRECONDITION_FAILED'
      | 'UPLOAD_TOO_LARGE'
      | 'BODY_TOO_LARGE'
      | 'NOT_A_PICTURE'
      | 'WRONG_CONTENT_TYPE'
      | 'RANGE_NOT_SATISFIABLE'
      | 'UNREADABLE_PICTURE'
      | 'IMAGE_TOO_SMALL'
      | 'IMAGE_TOO_LARGE'
      | 'TOO_MANY_PIXELS'
      | 'NO_SUBJECT_FOUND'
      | 'MESH_NOT_PRINTABLE'
      | 'QUEUE_FULL'
      | 'ENGINE_FAILED'
      | 'WORKER_CRASHED'
      | 'OUT_OF_MEMORY'
      | 'WORKER_LOST'
      | 'SCENARIO_FAILURE'
      | 'INTERNAL'
      | 'STARTING'
      | 'UPLOADS_BUSY'
      | 'EXPORTS_BUSY'
      | 'DATABASE_UNAVAILABLE'
      | 'STORAGE_UNAVAILABLE'
      | 'QUEUE_UNAVAILABLE'
      | 'TIMED_OUT'
      | 'DISK_FULL';
    /** Finds the request in the logs; also in the X-Request-Id header */
    request_id: string;
    /** More about it; a refused field stands in `problems` as {field, message} */
    details?: Record<string, unknown>;
  };

  ArtifactDto: { name: string; content_type: string; size_bytes: number; download_url: string };

  BoundingBoxDto: { width: number; height: number; depth: number };

  ReportDto: {
    /** Every edge is used exactly twice, in opposite directions */
    watertight: boolean;
    /** Every vertex is surrounded by one fan of triangles */
    manifold: boolean;
    triangle_count: number;
    vertex_count: number;
    shell_count: number;
    volume_mm3: number;
    surface_area_mm2: number;
    bounding_box_mm: Schema['BoundingBoxDto'];
    warnings: string[];
    /** What the engine measured or had to adapt; which names there are depends on the engine */
    details: Record<string, unknown>;
  };

  ResultDto: {
    generation_id: string;
    artifacts: Schema['ArtifactDto'][];
    report: Schema['ReportDto'];
    download_url: string;
  };

  SnapshotDto: {
    job_id: string;
    /** Null until a generation is started */
    generation_id: string | null;
    status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';
    /** Whether a start would be answered 409 */
    is_active: boolean;
    /** Never falls within a generation; 100 only when completed */
    progress: number;
    stage: 'uploaded' | 'queued' | 'decoding' | 'shaping' | 'meshing' | 'checking' | 'writing' | 'completed';
    /** The sentence for `stage` */
    step: string;
    /** Grows with every change of the job and never restarts */
    seq: number;
    /** How many times a worker has taken the generation */
    attempt: number;
    eta_seconds: number | null;
    /** Null until a generation is started */
    priority: 'low' | 'normal' | 'high' | null;
    /** 1 is next; null unless waiting */
    queue_position: number | null;
    created_at: string;
    updated_at: string;
    /** The newest completed generation of the job */
    result?: Schema['ResultDto'];
    /** Only while `status` is `completed` */
    output_file?: string;
    /** Only while `status` is `completed` */
    download_url?: string;
    /** Only while `status` is `completed` */
    report?: Schema['ReportDto'];
    /** Only while `status` is `failed` */
    error?: string;
    /** Only while `status` is `failed` */
    code?: string;
  };

  JobSummaryDto: {
    job_id: string;
    /** Null until a generation is started */
    generation_id: string | null;
    status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';
    /** Whether a start would be answered 409 */
    is_active: boolean;
    /** Never falls within a generation; 100 only when completed */
    progress: number;
    stage: 'uploaded' | 'queued' | 'decoding' | 'shaping' | 'meshing' | 'checking' | 'writing' | 'completed';
    /** The sentence for `stage` */
    step: string;
    /** Grows with every change of the job and never restarts */
    seq: number;
    /** How many times a worker has taken the generation */
    attempt: number;
    eta_seconds: number | null;
    /** Null until a generation is started */
    priority: 'low' | 'normal' | 'high' | null;
    /** 1 is next; null unless waiting */
    queue_position: number | null;
    created_at: string;
    updated_at: string;
    /** The newest completed generation of the job */
    result?: Schema['ResultDto'];
    /** Only while `status` is `completed` */
    output_file?: string;
    /** Only while `status` is `completed` */
    download_url?: string;
    /** Only while `status` is `completed` */
    report?: Schema['ReportDto'];
    /** Only while `status` is `failed` */
    error?: string;
    /** Only while `status` is `failed` */
    code?: string;
    original_filename: string;
  };

  JobListDto: {
    jobs: Schema['JobSummaryDto'][];
    /** Null on the last page */
    next_cursor: string | null;
  };

  ImageInfoDto: {
    /** Width and height in pixels, upright */
    size: number[];
    format: 'PNG' | 'JPEG' | 'WEBP' | 'GIF' | 'BMP' | 'TIFF';
    /** Channels of the picture as it is kept */
    mode: string;
    has_transparency: boolean;
    /** Size of the uploaded file in bytes */
    file_size: number;
  };

  DimensionsDto: {
    width?: number;
    height?: number;
    /** Limits a lithophane that stands upright only where it is given */
    depth?: number;
  };

  GenerationDto: {
    generation_id: string;
    state: 'queued' | 'processing' | 'completed' | 'failed' | 'cancelled';
    attempt: number;
    progress: number;
    engine: string;
    format: string;
    formats: string[];
    dimensions: Schema['DimensionsDto'];
    quality: number;
    options: Record<string, unknown>;
    priority: 'low' | 'normal' | 'high';
    retry_of: string | null;
    created_at: string;
    started_at: string | null;
    finished_at: string | null;
    error: string | null;
    code: string | null;
  };

  JobDetailDto: {
    job_id: string;
    /** Null until a generation is started */
    generation_id: string | null;
    status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';
    /** Whether a start would be answered 409 */
    is_active: boolean;
    /** Never falls within a generation; 100 only when completed */
    progress: number;
    stage: 'uploaded' | 'queued' | 'decoding' | 'shaping' | 'meshing' | 'checking' | 'writing' | 'completed';
    /** The sentence for `stage` */
    step: string;
    /** Grows with every change of the job and never restarts */
    seq: number;
    /** How many times a worker has taken the generation */
    attempt: number;
    eta_seconds: number | null;
    /** Null until a generation is started */
    priority: 'low' | 'normal' | 'high' | null;
    /** 1 is next; null unless waiting */
    queue_position: number | null;
    created_at: string;
    updated_at: string;
    /** The newest completed generation of the job */
    result?: Schema['ResultDto'];
    /** Only while `status` is `completed` */
    output_file?: string;
    /** Only while `status` is `completed` */
    download_url?: string;
    /** Only while `status` is `completed` */
    report?: Schema['ReportDto'];
    /** Only while `status` is `failed` */
    error?: string;
    /** Only while `status` is `failed` */
    code?: string;
    original_filename: string;
    preview_url: string;
    image_info: Schema['ImageInfoDto'];
    generations: Schema['GenerationDto'][];
  };

  UploadAnswer: {
    job_id: string;
    /** The name under which the picture is kept */
    filename: string;
    original_filename: string;
    preview_url: string;
    status: 'uploaded';
    image_info: Schema['ImageInfoDto'];
  };

  GenerateBody: {
    /** The `job_id` of the upload */
    job_id: string;
    /** In any case */
    format?: 'stl' | 'obj' | 'ply' | 'glb' | '3mf';
    /** Further formats to write at once */
    formats?: ('stl' | 'obj' | 'ply' | 'glb' | '3mf')[];
    /** The outer box in millimetres */
    dimensions?: Schema['DimensionsDto'];
    /** Or a numeric string */
    quality?: number;
    engine?: 'relief' | 'lithophane' | 'extrusion' | 'inflation';
    /** The options of the engine: see `/api/models-info` */
    options?: Record<string, unknown>;
    /** Who is taken first among those that wait; the oldest first within one priority */
    priority?: 'low' | 'normal' | 'high';
    /** Sent by older clients; `engine` says how the model is made */
    method?: 'auto';
  };

  GenerateAnswer: {
    job_id: string;
    generation_id: string;
    status: 'generating_3d';
    format: 'stl' | 'obj' | 'ply' | 'glb' | '3mf';
    dimensions: Schema['DimensionsDto'];
    quality: number;
    engine: 'relief' | 'lithophane' | 'extrusion' | 'inflation';
    status_url: string;
    /** Of a retry: the generation that is repeated */
    retry_of?: string;
  };

  ConflictDto: {
    error: 'Generation already in progress';
    job_id: string;
    status: 'conflict';
    message: string;
    code: 'GENERATION_IN_PROGRESS';
    /** The generation that is active */
    generation_id: string;
    progress: number;
    stage: string;
    status_url: string;
    cancel_url: string;
    request_id: string;
  };

  CancelBody: {
    /** Cancel only if this generation is the current one */
    generation_id?: string;
  };

  EngineInfo: {
    name: string;
    title: string;
    summary: string;
    formats: ('stl' | 'obj' | 'ply' | 'glb' | '3mf')[];
    /** JSON Schema of `options` */
    options: Record<string, unknown>;
    /** What `options` leaves out */
    defaults: Record<string, unknown>;
  };

  ModelDefaults: { engine: string; format: string; quality: number; dimensions: Schema['DimensionsDto'] };

  PictureLimits: { max_bytes: number; min_side_px: number; max_side_px: number; max_pixels: number };

  Range: { minimum: number; maximum: number };

  DimensionRanges: { width: Schema['Range']; height: Schema['Range']; depth: Schema['Range'] };

  ModelLimits: {
    picture: Schema['PictureLimits'];
    /** Millimetres */
    dimensions: Schema['DimensionRanges'];
    quality: Schema['Range'];
    max_triangles: number;
  };

  ModelsInfo: {
    engines: Schema['EngineInfo'][];
    formats: ('stl' | 'obj' | 'ply' | 'glb' | '3mf')[];
    defaults: Schema['ModelDefaults'];
    limits: Schema['ModelLimits'];
  };

  HealthAnswer: {
    status: string;
    service: string;
    version: string;
    timestamp: string;
    /** Seconds since the process started */
    uptime_seconds: number;
  };

  LiveAnswer: { status: string };

  ReadyAnswer: {
    status: 'ready' | 'not_ready' | 'starting' | 'shutting_down';
    dependencies: Record<string, unknown>;
  };
}
