import type { MeshSource } from '../mesh/mesh-source.js';
import type { ByteSink, FileSink } from './byte-sink.js';
import { choosePalette, type Palette } from './choose-palette.js';
import { DecimalDigits, writeInteger } from './decimal-digits.js';
import { LONGEST_LINE_BYTES, writeBytes, writeLines, writeText } from './write-lines.js';
import { ZipWriter } from './zip-writer.js';

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';

const [MODEL_PART, THUMBNAIL_PART] = ['3D/3dmodel.model', 'Metadata/thumbnail.png'];

const OPC = 'http://schemas.openxmlformats.org/package/2006';
const MODEL_TYPE = 'http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel';

const CONTENT_TYPES = `${XML}<Types xmlns="${OPC}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>
<Default Extension="png" ContentType="image/png"/>
</Types>
`;

const MODEL_START = `${XML}<model unit="millimeter" xml:lang="en-US" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02" xmlns:m="http://schemas.microsoft.com/3dmanufacturing/material/2015/02">
<metadata name="Title">Model of a picture</metadata>
<metadata name="Application">Relievo</metadata>
<resources>
`;

/** The number of the colour group among the resources; the object is 1. */
const COLOR_GROUP = 2;

const OBJECT_START = `<mesh>
<vertices>
`;

const MODEL_END = `</triangles>
</mesh>
</object>
</resources>
<build>
<item objectid="1"/>
</build>
</model>
`;

/** The mark-up round the numbers. */
const VERTEX_X = Buffer.from('<vertex x="');
const VERTEX_Y = Buffer.from('" y="');
const VERTEX_Z = Buffer.from('" z="');
const TAG_END = Buffer.from('"/>\n');
const TRIANGLE_1 = Buffer.from('<triangle v1="');
const TRIANGLE_2 = Buffer.from('" v2="');
const TRIANGLE_3 = Buffer.from('" v3="');
const PROPERTY_1 = Buffer.from(`" pid="${COLOR_GROUP}" p1="`);
const PROPERTY_2 = Buffer.from('" p2="');
const PROPERTY_3 = Buffer.from('" p3="');

/**
 * Writes 3MF (core specification) in millimetres: one object, its topology kept, its colours by the materials
 * extension, and a picture of it. There is no date: the same model gives the same bytes.
 */
export async function write3mf(
  mesh: MeshSource,
  sink: FileSink,
  thumbnail: Uint8Array | null,
): Promise<void> {
  const zip = new ZipWriter(sink);
  const addText = (name: string, text: string): Promise<void> =>
    zip.add(name, text.length, (entry) => writeText(entry, text));
  await addText('[Content_Types].xml', CONTENT_TYPES);
  await addText('_rels/.rels', describeRelationships(thumbnail !== null));
  if (thumbnail) await zip.add(THUMBNAIL_PART, thumbnail.length, (entry) => entry.append(thumbnail));
  // The rest is that of a full palette.
  const mostBytes = LONGEST_LINE_BYTES * (mesh.vertexCount + mesh.triangleCount) + (1 << 20);
  await zip.add(MODEL_PART, mostBytes, (entry) => writeModel(mesh, entry));
  await zip.finish();
}

function describeRelationships(hasThumbnail: boolean): string {
  const thumbnail = `<Relationship Id="rel1" Target="/${THUMBNAIL_PART}" Type="${OPC}/relationships/metadata/thumbnail"/>\n`;
  return `${XML}<Relationships xmlns="${OPC}/relationships">
<Relationship Id="rel0" Target="/${MODEL_PART}" Type="${MODEL_TYPE}"/>
${hasThumbnail ? thumbnail : ''}</Relationships>
`;
}

async function writeModel(mesh: MeshSource, entry: ByteSink): Promise<void> {
  const palette = mesh.colors && choosePalette(mesh.colors);
  await writeText(entry, MODEL_START);
  if (palette) await writeText(entry, describeColors(palette));
  const properties = palette ? ` pid="${COLOR_GROUP}" pindex="0"` : '';
  await writeText(entry, `<object id="1" type="model"${properties}>\n${OBJECT_START}`);
  await writeVertices(mesh, entry);
  await writeText(entry, '</vertices>\n<triangles>\n');
  await writeTriangles(mesh, palette, entry);
  await writeText(entry, MODEL_END);
}

/** A colour group of the materials extension. */
function describeColors({ colors }: Palette): string {
  const lines = colors.map(
    (color) => `<m:color color="#${color.toString(16).toUpperCase().padStart(6, '0')}"/>\n`,
  );
  return `<m:colorgroup id="${COLOR_GROUP}">\n${lines.join('')}</m:colorgroup>\n`;
}

async function writeVertices(mesh: MeshSource, entry: ByteSink): Promise<void> {
  const digits = new DecimalDigits();
  await writeLines(entry, mesh.positions(), (bytes, start, positions, first, end) => {
    let next = start;
    for (let place = first; place < end; place += 3) {
      next = writeBytes(bytes, next, VERTEX_X);
      next = digits.writeFloat(bytes, next, positions[place]!);
      next = writeBytes(bytes, next, VERTEX_Y);
      next = digits.writeFloat(bytes, next, positions[place + 1]!);
      next = writeBytes(bytes, next, VERTEX_Z);
      next = digits.writeFloat(bytes, next, positions[place + 2]!);
      next = writeBytes(bytes, next, TAG_END);
    }
    return next;
  });
}

async function writeTriangles(mesh: MeshSource, palette: Palette | null, entry: ByteSink): Promise<void> {
  await writeLines(entry, mesh.triangles(), (bytes, start, indices, first, end) => {
    let next = start;
    for (let place = first; place < end; place += 3) {
      next = writeBytes(bytes, next, TRIANGLE_1);
      next = writeInteger(bytes, next, indices[place]!);
      next = writeBytes(bytes, next, TRIANGLE_2);
      next = writeInteger(bytes, next, indices[place + 1]!);
      next = writeBytes(bytes, next, TRIANGLE_3);
      next = writeInteger(bytes, next, indices[place + 2]!);
      if (palette) next = writeProperties(bytes, next, palette.indices, indices, place);
      next = writeBytes(bytes, next, TAG_END);
    }
    return next;
  });
}

/** The colours of a triangle's corners. */
function writeProperties(
  bytes: Uint8Array,
  start: number,
  colors: Uint16Array,
  indices: Uint32Array,
  place: number,
): number {
  let next = writeBytes(bytes, start, PROPERTY_1);
  next = writeInteger(bytes, next, colors[indices[place]!]!);
  next = writeBytes(bytes, next, PROPERTY_2);
  next = writeInteger(bytes, next, colors[indices[place + 1]!]!);
  next = writeBytes(bytes, next, PROPERTY_3);
  return writeInteger(bytes, next, colors[indices[place + 2]!]!);
}
