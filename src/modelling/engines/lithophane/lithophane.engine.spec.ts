import sharp from 'sharp';

import { isInLetterF } from '../../../../test/support/modelling/draw-picture.js';
import {
  askForLithophane,
  paintSamples,
  shapeLithophane,
  type LithophaneRequest,
  type ShapedLithophane,
} from '../../../../test/support/modelling/build-lithophane.js';
import { lowerCornerOf } from '../../../../test/support/modelling/lower-corner.js';
import { ModellingError } from '../../modelling.errors.js';
import { checkPlan } from '../plan-model.js';

/** Bare: no margin, thicknesses by brightness itself, so that results can be reckoned by hand. */
const BARE = { border_mm: 0, curve: 'linear', levels: 'full', min_thickness_mm: 1, max_thickness_mm: 3 };

const grey = (level: number, columns = 16, rows = 16) => paintSamples(columns, rows, () => level);

function extentOf({ mesh }: ShapedLithophane): { x: number; y: number; z: number } {
  const extent = [0, 0, 0];
  mesh.positions.forEach((value, index) => {
    extent[index % 3] = Math.max(extent[index % 3]!, value);
  });
  return { x: extent[0]!, y: extent[1]!, z: extent[2]! };
}

/** The distance of each vertex from the axis of a tube whose back is 50 mm behind it. */
function radiiOf(tube: ShapedLithophane): number[] {
  const { positions } = tube.mesh;
  const axisY = extentOf(tube).y - 50;
  return Array.from({ length: positions.length / 3 }, (_, vertex) =>
    Math.hypot(positions[3 * vertex]! - 50, positions[3 * vertex + 1]! - axisY),
  );
}

describe('a flat lithophane', () => {
  it('should be a plate of the thickness that stands for its grey', async () => {
    const plate = await shapeLithophane(grey(0.25), { options: BARE });
    expect(extentOf(plate)).toEqual({ x: 100, y: 100, z: 2.5 });
    expect(plate.facts.volumeMm3).toBeCloseTo(25_000, 2);
    // Two to a cell, two to a step of the four walls, and strips on the back between them.
    expect(plate.facts.triangleCount).toBe(2 * 15 * 15 + 2 * 4 * 15 + 2 * 15 + 2 * 14);
    expect(plate.warnings).toEqual([expect.stringContaining('the same brightness everywhere')]);
  });

  it('should have its margin and frame at their own thickness round the picture', async () => {
    const options = { ...BARE, border_mm: 10, border_thickness_mm: 4, frame_mm: 5, frame_thickness_mm: 6 };
    const framed = await shapeLithophane(grey(1), { options });
    expect(extentOf(framed)).toEqual({ x: 100, y: 100, z: 6 });
    // 70² at 1 mm, 90² less that at 4 mm, 100² less that at 6 mm, but for the flanks of 0.02 mm.
    expect(framed.facts.volumeMm3).toBeCloseTo(4900 + 3200 * 4 + 1900 * 6, -2);
    expect(framed.pictureBox).toEqual({ leftMm: 15, bottomMm: 15, widthMm: 70, heightMm: 70 });
  });

  it('should keep the proportions of picture and margin within the asked size', async () => {
    const wide = await shapeLithophane(
      paintSamples(32, 16, (column) => column / 31),
      {
        options: { border_mm: 10 },
      },
    );
    expect(extentOf(wide)).toEqual({ x: 100, y: 60, z: 3 });
    const stretched = await shapeLithophane(
      paintSamples(32, 16, (column) => column / 31),
      {
        options: { fit: 'stretch' },
      },
    );
    expect(extentOf(stretched)).toEqual({ x: 100, y: 100, z: 3 });
  });

  it('should have a round hole through the upper frame', async () => {
    const options = { ...BARE, frame_mm: 10, frame_thickness_mm: 5 };
    const whole = await shapeLithophane(grey(0.5), { options });
    const drilled = await shapeLithophane(grey(0.5), { options: { ...options, hanger_hole_mm: 6 } });
    const circle = 24 * 9 * Math.sin(Math.PI / 24);
    expect(whole.facts.volumeMm3 - drilled.facts.volumeMm3).toBeCloseTo(circle * 5, 2);
    expect(drilled.facts.shellCount).toBe(1);
    const { vertexCount, triangleCount } = drilled.facts;
    // Euler: two less than twice the handles, of which there is one.
    expect(vertexCount - triangleCount / 2).toBe(0);
  });

  it('should stand on a foot along its lower edge', async () => {
    const standing = await shapeLithophane(grey(1), { options: { ...BARE, stand_mm: 15 } });
    expect(extentOf(standing)).toEqual({ x: 97, y: 100, z: 15 });
    const low = Array.from(standing.mesh.positions).filter(
      (z, index, all) => index % 3 === 2 && z > 0 && all[index - 1]! < 2.9,
    );
    expect(new Set(low)).toEqual(new Set([15]));
  });

  it('should be thin where the picture is transparent, also when inverted', async () => {
    const samples = { ...grey(0), alpha: new Float32Array(256).map((_, index) => (index < 128 ? 1 : 0)) };
    for (const invert of [false, true]) {
      const { mesh } = await shapeLithophane(samples, { options: { ...BARE, invert } });
      expect(thicknessesAt(mesh.positions, (y) => y === 0)).toEqual([1]);
      expect(thicknessesAt(mesh.positions, (y) => y === 100)).toEqual([invert ? 1 : 3]);
    }
  });
});

function thicknessesAt(positions: Float32Array, isWanted: (y: number) => boolean): number[] {
  const found = new Set<number>();
  for (let start = 0; start < positions.length; start += 3) {
    if (positions[start + 2]! > 0 && isWanted(positions[start + 1]!)) found.add(positions[start + 2]!);
  }
  return [...found];
}

describe('a cylinder', () => {
  it('should be a tube of exact diameter and height, closed without a seam', async () => {
    const tube = await shapeLithophane(grey(0.5, 64, 16), {
      options: { ...BARE, shape: 'cylinder', fit: 'stretch' },
    });
    expect(extentOf(tube)).toEqual({ x: 100, y: 100, z: 100 });
    const radii = radiiOf(tube);
    expect(Math.min(...radii)).toBeCloseTo(48, 4);
    expect(Math.max(...radii)).toBeCloseTo(50, 4);
    const { vertexCount, triangleCount, shellCount } = tube.facts;
    expect(shellCount).toBe(1);
    // A ring: as many columns outside as steps round, no wall across, so that Euler's number is 0.
    expect(vertexCount - triangleCount / 2).toBe(0);
    const columns = vertexCount / (16 + 2);
    expect(triangleCount).toBe(2 * columns * 15 + 2 * columns + 4 * columns);
    const polygon = (radius: number): number =>
      (columns / 2) * radius ** 2 * Math.sin((2 * Math.PI) / columns);
    const outer = Math.max(...radii);
    expect(tube.facts.volumeMm3).toBeCloseTo((polygon(outer) - polygon(outer - 2)) * 100, 0);
  });

  it('should have the width asked for, whatever is thin at its sides', async () => {
    const thinSides = paintSamples(64, 16, (column) => (Math.abs(column - 32) < 12 ? 0 : 1));
    const tube = await shapeLithophane(thinSides, {
      options: { ...BARE, shape: 'cylinder', fit: 'stretch' },
    });
    expect(extentOf(tube).x).toBe(100);
  });

  it('should leave the back plain where the picture does not reach', async () => {
    const tube = await shapeLithophane(grey(1, 16, 16), { options: { ...BARE, shape: 'cylinder' } });
    const { positions } = tube.mesh;
    const axisY = extentOf(tube).y - 50;
    let [front, back] = [0, 0];
    radiiOf(tube).forEach((radius, vertex) => {
      const behind = positions[3 * vertex + 1]! - axisY;
      if (behind < -40) front = Math.max(front, radius);
      if (behind > 40) back = Math.max(back, radius);
    });
    expect(front).toBeCloseTo(48, 1);
    expect(back).toBeCloseTo(50, 1);
    expect(tube.details).toMatchObject({ picture_width_mm: 100, picture_height_mm: 100 });
  });

  it('should be smooth outside with the relief inside', async () => {
    const noisy = paintSamples(64, 16, (column, row) => ((column * 7 + row * 3) % 10) / 9);
    const tube = await shapeLithophane(noisy, {
      options: { ...BARE, shape: 'cylinder', relief_side: 'inside', fit: 'stretch' },
    });
    const radii = radiiOf(tube).map((radius) => Math.round(radius * 1000) / 1000);
    expect(radii.filter((radius) => radius > 49.01).every((radius) => radius === Math.max(...radii))).toBe(
      true,
    );
    expect(extentOf(tube)).toEqual({ x: 100, y: 100, z: 100 });
  });

  it('should be what an arc of 360 degrees is', async () => {
    const picture = grey(0.3, 24, 16);
    const whole = await shapeLithophane(picture, { options: { shape: 'cylinder' } });
    const arc = await shapeLithophane(picture, { options: { shape: 'arc', angle_deg: 360 } });
    expect(Buffer.from(arc.mesh.positions.buffer).equals(Buffer.from(whole.mesh.positions.buffer))).toBe(
      true,
    );
  });
});

describe('an arc', () => {
  it('should have the width as its outer chord and the height as Z', async () => {
    const arc = await shapeLithophane(grey(0.5, 64, 64), {
      options: { ...BARE, shape: 'arc', angle_deg: 90, fit: 'stretch' },
    });
    const { x, y, z } = extentOf(arc);
    expect([x, z]).toEqual([100, 100]);
    // The radius of a quarter's chord of 100 is 70.71: the sagitta of the outside, and the wall at the ends.
    const outer = 100 / (2 * Math.sin(Math.PI / 4));
    expect(y).toBeCloseTo(outer - (outer - 2) * Math.cos(Math.PI / 4), 1);
  });

  it('should be as wide as its diameter beyond half a turn', async () => {
    const arc = await shapeLithophane(grey(0.5, 64, 64), {
      options: { ...BARE, shape: 'arc', angle_deg: 270, fit: 'stretch' },
    });
    const { x, y } = extentOf(arc);
    expect(x).toBe(100);
    expect(y).toBeCloseTo(50 + 50 * Math.SQRT1_2, 1);
  });
});

describe('an arc whose foot is wider than itself', () => {
  it('should still come out as wide as asked', async () => {
    const options = { shape: 'arc', angle_deg: 10, relief_side: 'inside', stand_mm: 2, fit: 'stretch' };
    const arc = await shapeLithophane(grey(0), {
      widthMm: 1,
      heightMm: 3.5,
      depthMm: 1,
      isDepthGiven: false,
      options,
    });
    expect(arc.facts.boundingBoxMm).toMatchObject({ width: 1, depth: 3.5 });
  });
});

describe('an arc with a hole at its very front', () => {
  it.each(['inside', 'outside'])('should not bulge there, the relief %s', async (side) => {
    const arc = await shapeLithophane(grey(0), {
      options: { shape: 'arc', angle_deg: 300, relief_side: side, border_mm: 6, hanger_hole_mm: 3 },
    });
    for (const least of lowerCornerOf(arc.mesh)) expect(least).toBeCloseTo(0, 5);
  });
});

describe('the picture as the viewer sees it', () => {
  const letter = paintSamples(32, 32, (column, row) => (isInLetterF(column, row, 32) ? 0 : 1));
  const options = { ...BARE, fit: 'stretch' };

  /** Whether the wall is thick at a place, given as shares from the left and from above of what is seen. */
  function readThickness(
    shaped: ShapedLithophane,
    isFlat: boolean,
  ): (across: number, down: number) => boolean {
    const { positions } = shaped.mesh;
    const { x: width, y: depth, z: height } = extentOf(shaped);
    const radii = isFlat ? [] : radiiOf(shaped);
    const seen: { across: number; down: number; thickness: number }[] = [];
    for (let vertex = 0; vertex < positions.length / 3; vertex++) {
      const [x, y, z] = [0, 1, 2].map((axis) => positions[3 * vertex + axis]!) as [number, number, number];
      const thickness = isFlat ? z : radii[vertex]! - 49;
      // What is seen of an upright one is its front, which it has towards −Y.
      if (thickness < 0.5 || (!isFlat && y > depth / 3)) continue;
      seen.push({ across: x / width, down: 1 - (isFlat ? y / depth : z / height), thickness });
    }
    return (across, down) => {
      let [nearest, thickness] = [Infinity, 0];
      for (const place of seen) {
        const distance = Math.hypot(place.across - across, place.down - down);
        if (distance < nearest) [nearest, thickness] = [distance, place.thickness];
      }
      return thickness > 2;
    };
  }

  it.each([
    ['flat', false],
    ['flat', true],
    ['cylinder', false],
    ['cylinder', true],
  ] as const)('should be upright on a %s one, mirrored: %s', async (shape, mirror) => {
    // On the cylinder the letter stands in the middle of a picture that goes all the way round.
    const picture =
      shape === 'flat'
        ? letter
        : paintSamples(128, 32, (column, row) =>
            column >= 48 && column < 80 && isInLetterF(column - 48, row, 32) ? 0 : 1,
          );
    const shaped = await shapeLithophane(picture, { options: { ...options, shape, mirror } });
    const isThick = readThickness(shaped, shape === 'flat');
    const across = (share: number): number => {
      if (shape === 'flat') return share;
      // The letter spans a quarter of the way round: what is seen of an angle is its sine.
      return 0.5 + 0.5 * Math.sin(((share - 0.5) * Math.PI) / 2);
    };
    const at = (column: number, row: number): boolean => {
      const share = (column + 0.5) / 8;
      return isThick(across(mirror ? 1 - share : share), (row + 0.5) / 8);
    };
    for (let row = 0; row < 8; row++) {
      for (let column = 0; column < 8; column++) {
        expect([column, row, at(column, row)]).toEqual([column, row, isInLetterF(column, row, 8)]);
      }
    }
  });
});

describe('what cannot be a lithophane', () => {
  it.each<[LithophaneRequest, string, RegExp]>([
    [{ options: { min_thickness_mm: 3 } }, 'options.min_thickness_mm', /less than .* 3 mm/],
    [{ depthMm: 4, options: { max_thickness_mm: 5 } }, 'options.max_thickness_mm', /at most the depth of 4/],
    [{ depthMm: 4, options: { stand_mm: 5 } }, 'options.stand_mm', /at most the depth of 4/],
    [{ options: { angle_deg: 90 } }, 'options.angle_deg', /^needs options.shape arc$/],
    [{ options: { shape: 'cylinder', angle_deg: 90 } }, 'options.angle_deg', /^needs options.shape arc$/],
    [{ options: { relief_side: 'inside' } }, 'options.relief_side', /other than flat/],
    [{ options: { shape: 'cylinder', hanger_hole_mm: 3 } }, 'options.hanger_hole_mm', /cylinder/],
    [{ options: { hanger_hole_mm: 3 } }, 'options.hanger_hole_mm', /at most 0.39 mm/],
    [{ options: { border_mm: 0.1 } }, 'options.border_mm', /0 or at least 0.2/],
    [{ options: { border_mm: 50 } }, 'options.border_mm', /no room/],
    [{ options: { border_mm: 0, border_thickness_mm: 2 } }, 'options.border_thickness_mm', /border_mm/],
    [{ options: { frame_thickness_mm: 5 } }, 'options.frame_thickness_mm', /frame_mm/],
    [{ widthMm: 5, options: { shape: 'cylinder' } }, 'options.max_thickness_mm', /radius of 2.5 mm/],
    [{ options: { shape: 'arc', angle_deg: 359.8 } }, 'options.angle_deg', /at most 359.5\d?, .* 0.4 mm/],
    [{ depthMm: 99, options: { shape: 'cylinder' } }, 'dimensions.depth', /at least 100/],
    [{ depthMm: 20, options: { shape: 'arc' } }, 'dimensions.depth', /at least 30.37/],
  ])('should be refused by name and limit: %j', (request, field, message) => {
    const plan = () => {
      checkPlan({ widthPx: 640, heightPx: 480 }, askForLithophane(request), 1e7);
    };
    expect(plan).toThrow(ModellingError);
    try {
      plan();
    } catch (error) {
      const { problems } = (error as ModellingError).details as {
        problems: { field: string; message: string }[];
      };
      expect(problems.map((problem) => problem.field)).toEqual([field]);
      expect(problems[0]!.message).toMatch(message);
    }
  });

  it('should not have its depth bounded by a default', () => {
    const upright = askForLithophane({ options: { shape: 'cylinder' } });
    expect(() => {
      checkPlan({ widthPx: 640, heightPx: 480 }, upright, 1e7);
    }).not.toThrow();
  });
});

describe('the backlit picture', () => {
  async function draw(shaped: ShapedLithophane) {
    const [picture] = shaped.pictures!;
    expect(picture!.name).toBe('backlit.png');
    const { data, info } = await sharp(await picture!.draw())
      .extractChannel(0)
      .raw()
      .toBuffer({ resolveWithObject: true });
    return {
      ...info,
      at: (across: number, down: number) =>
        data[Math.floor(down * info.height) * info.width + Math.floor(across * info.width)]!,
    };
  }

  it('should show the picture again, its black lifted by what the thickest part lets through', async () => {
    const ramp = paintSamples(101, 50, (column) => column / 100);
    const { at, width, height } = await draw(
      await shapeLithophane(ramp, { options: { border_mm: 0, transmittance_per_mm: 0.1 } }),
    );
    expect([width, height]).toEqual([1024, 507]);
    for (const tone of [0.25, 0.5, 0.75]) expect(at(tone, 0.5) / 255).toBeCloseTo(tone, 1);
    expect(at(0.999, 0.5)).toBeGreaterThan(252);
    // 0.1^2.2 of the light, which is 0.0063, looks like 0.073 of white.
    expect(at(0, 0.5) / 255).toBeCloseTo(0.073, 1);
  });

  it('should show the frame dark, the hole bright and a cylinder unrolled', async () => {
    const framed = await draw(
      await shapeLithophane(grey(1), {
        options: { ...BARE, frame_mm: 10, frame_thickness_mm: 9, hanger_hole_mm: 6 },
      }),
    );
    expect(framed.at(0.05, 0.5)).toBeLessThan(5);
    expect(framed.at(0.5, 0.05)).toBe(255);
    expect(framed.at(0.5, 0.5)).toBe(255);
    const tube = await draw(
      await shapeLithophane(
        paintSamples(64, 16, (column) => column / 63),
        {
          options: { ...BARE, shape: 'cylinder', fit: 'stretch' },
        },
      ),
    );
    expect([tube.width, tube.height]).toEqual([1024, 326]);
    expect(tube.at(0.9, 0.5)).toBeGreaterThan(tube.at(0.1, 0.5));
  });
});
