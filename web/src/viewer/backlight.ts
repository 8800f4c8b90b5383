import {
  AddEquation,
  type BufferGeometry,
  CustomBlending,
  DoubleSide,
  HalfFloatType,
  Mesh,
  type Object3D,
  OneFactor,
  OrthographicCamera,
  type PerspectiveCamera,
  PlaneGeometry,
  Scene,
  ShaderMaterial,
  Vector2,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';

/**
 * How much of the light a millimetre of white plastic takes, as the exponent of Beer and Lambert, and how thin the
 * brightest parts are: the lithophane's defaults, by which its picture shows its own tones.
 */
const ABSORPTION_PER_MM = -Math.log(0.35);
const THINNEST_MM = 0.8;

const DEPTH_VERTEX = `
  varying float depthMm;
  uniform float mmPerUnit;
  uniform float middle;
  void main() {
    vec4 seen = modelViewMatrix * vec4(position, 1.0);
    depthMm = (-seen.z - middle) * mmPerUnit;
    gl_Position = projectionMatrix * seen;
  }`;

/** Every way into the body counts its depth down, every way out counts it up: what remains is the thickness. */
const DEPTH_FRAGMENT = `
  varying float depthMm;
  void main() {
    gl_FragColor = gl_FrontFacing ? vec4(-depthMm, 1.0, 0.0, 0.0) : vec4(depthMm, 0.0, 0.0, 0.0);
  }`;

const LIGHT_VERTEX = `
  varying vec2 place;
  void main() {
    place = uv;
    gl_Position = vec4(position.xy, 0.0, 1.0);
  }`;

const LIGHT_FRAGMENT = `
  varying vec2 place;
  uniform sampler2D depths;
  uniform float absorption;
  uniform float thinnestMm;
  void main() {
    vec2 sum = texture2D(depths, place).rg;
    if (sum.g < 0.5) discard;
    // Along the rim the line of sight just grazes the body: that is an edge, not a thin place.
    float light = exp(-absorption * max(sum.r - thinnestMm, 0.0)) * smoothstep(0.1, 0.5, sum.r);
    vec3 lamp = mix(vec3(1.0, 0.42, 0.12), vec3(1.0, 0.9, 0.72), smoothstep(0.0, 0.75, light));
    gl_FragColor = vec4(lamp * (0.025 + 0.975 * light), 1.0);
    #include <colorspace_fragment>
  }`;

/** Draws a closed body as it shines before a lamp: the thicker it is along the line of sight, the darker. */
export class Backlight {
  private readonly depths = new WebGLRenderTarget(1, 1, {
    type: HalfFloatType,
    depthBuffer: false,
    samples: 4,
  });
  private readonly depthMaterial = new ShaderMaterial({
    vertexShader: DEPTH_VERTEX,
    fragmentShader: DEPTH_FRAGMENT,
    uniforms: { mmPerUnit: { value: 1 }, middle: { value: 0 } },
    side: DoubleSide,
    depthTest: false,
    depthWrite: false,
    transparent: true,
    blending: CustomBlending,
    blendEquation: AddEquation,
    blendSrc: OneFactor,
    blendDst: OneFactor,
  });
  private readonly lightMaterial = new ShaderMaterial({
    vertexShader: LIGHT_VERTEX,
    fragmentShader: LIGHT_FRAGMENT,
    uniforms: {
      depths: { value: this.depths.texture },
      absorption: { value: ABSORPTION_PER_MM },
      thinnestMm: { value: THINNEST_MM },
    },
    depthTest: false,
  });
  private readonly screen = new Mesh(new PlaneGeometry(2, 2), this.lightMaterial);
  private readonly screenScene = new Scene().add(this.screen);
  private readonly screenCamera = new OrthographicCamera();

  /**
   * @param place whose position, turn and scale the body takes
   * @param unitsPerMm that scale
   */
  draw(
    renderer: WebGLRenderer,
    camera: PerspectiveCamera,
    geometry: BufferGeometry,
    place: Object3D,
    unitsPerMm: number,
  ): void {
    const size = renderer.getDrawingBufferSize(new Vector2());
    this.depths.setSize(size.x, size.y);
    const body = new Mesh(geometry, this.depthMaterial);
    body.matrixAutoUpdate = false;
    body.matrix.copy(place.matrixWorld);
    body.matrixWorldNeedsUpdate = true;
    const { uniforms } = this.depthMaterial;
    uniforms['mmPerUnit'] = { value: 1 / unitsPerMm };
    // Half floats are finest near zero, so depth is counted from the middle of the scene.
    uniforms['middle'] = { value: camera.position.length() };
    renderer.setRenderTarget(this.depths);
    renderer.render(new Scene().add(body), camera);
    renderer.setRenderTarget(null);
    renderer.render(this.screenScene, this.screenCamera);
  }

  dispose(): void {
    this.depths.dispose();
    this.depthMaterial.dispose();
    this.lightMaterial.dispose();
    this.screen.geometry.dispose();
  }
}
