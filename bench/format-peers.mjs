/**
 * What other packages of the registry write from an indexed mesh, each as `prepare(mesh)`, which gives what is
 * timed: it makes the whole file in memory, as they do, and gives its size in bytes.
 */

/** By format, the peers that write it. */
export const PEERS = {
  stl: {
    three: (mesh) =>
      prepareThree('STLExporter', mesh, (exporter, object) => exporter.parse(object, { binary: true })),
  },
  ply: {
    three: (mesh) =>
      prepareThree('PLYExporter', mesh, (exporter, object) =>
        exporter.parse(object, null, { binary: true, littleEndian: true }),
      ),
  },
  glb: {
    three: (mesh) =>
      prepareThree('GLTFExporter', mesh, (exporter, object) => exporter.parseAsync(object, { binary: true })),
    'gltf-transform': prepareGltfTransform,
  },
  obj: { three: (mesh) => prepareThree('OBJExporter', mesh, (exporter, object) => exporter.parse(object)) },
  '3mf': { '3mf-export': prepareJscadui },
};

const sizeOf = (result) => result.byteLength ?? result.length;

async function prepareThree(name, mesh, write) {
  globalThis.FileReader = BlobReader;
  const { BufferAttribute, BufferGeometry, Mesh } = await import('three');
  const { [name]: Exporter } = await import(`three/addons/exporters/${name}.js`);
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(mesh.positions, 3));
  geometry.setIndex(new BufferAttribute(mesh.indices, 1));
  const object = new Mesh(geometry);
  const exporter = new Exporter();
  return async () => sizeOf(await write(exporter, object));
}

/** As much of a browser's FileReader as the exporter of glTF asks for. */
class BlobReader {
  readAsArrayBuffer(blob) {
    void blob.arrayBuffer().then((result) => {
      this.result = result;
      this.onloadend();
    });
  }
}

async function prepareGltfTransform({ positions, indices }) {
  const { Document, NodeIO } = await import('@gltf-transform/core');
  return async () => {
    const document = new Document();
    const buffer = document.createBuffer();
    const accessor = (type, array) =>
      document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
    const primitive = document
      .createPrimitive()
      .setAttribute('POSITION', accessor('VEC3', positions))
      .setIndices(accessor('SCALAR', indices));
    const node = document.createNode().setMesh(document.createMesh().addPrimitive(primitive));
    document.createScene().addChild(node);
    return sizeOf(await new NodeIO().writeBinary(document));
  };
}

/** `@jscadui/3mf-export` makes the XML; fflate packs it at level 1. */
async function prepareJscadui({ positions, indices }) {
  const { to3dmodelSimple, fileForContentTypes, FileForRelThumbnail } = await import('@jscadui/3mf-export');
  const { zipSync } = await import('fflate');
  const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  return () => {
    const relationships = new FileForRelThumbnail();
    relationships.add3dModel('3D/3dmodel.model');
    const model = to3dmodelSimple([{ id: '1', vertices: positions, indices, transform: IDENTITY }], {}, 9);
    const encode = (text) => Buffer.from(text);
    const files = {
      [fileForContentTypes.name]: encode(fileForContentTypes.content),
      [relationships.name]: encode(relationships.content),
      '3D/3dmodel.model': encode(model),
    };
    return sizeOf(zipSync(files, { level: 1 }));
  };
}
