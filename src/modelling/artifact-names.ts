export const THUMBNAIL_FILE_NAME = 'thumbnail.png';
export const PREVIEW_FILE_NAME = 'preview.glb';

/** What light through a lithophane will look like; other engines write none. */
export const BACKLIT_FILE_NAME = 'backlit.png';

/** The files of a generation beside the model itself. */
export const ARTIFACT_NAMES = [THUMBNAIL_FILE_NAME, PREVIEW_FILE_NAME, BACKLIT_FILE_NAME] as const;

export type ArtifactName = (typeof ARTIFACT_NAMES)[number];
