import { TestServer } from '../support/test-server.js';
import { ORIENTATIONS, turnedLetter } from '../support/turned-pictures.js';

describe('a picture that was stored turned', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
  });

  afterAll(() => server.dispose());

  it('scenario 46: EXIF orientations 1 to 8 give the same model, byte for byte', async () => {
    const models: Buffer[] = [];
    for (const orientation of ORIENTATIONS) {
      const uploaded = await server.api.upload(await turnedLetter(orientation));
      expect(uploaded.image_info.size).toEqual([48, 64]);
      await server.api.start(uploaded.job_id);
      await server.api.untilSettled(uploaded.job_id);
      const model = await server.api.get(`/api/download/${uploaded.job_id}/model.stl`);
      expect(model.status).toBe(200);
      models.push(model.bytes);
    }

    expect(models.map((model) => model.equals(models[0]!))).toEqual(ORIENTATIONS.map(() => true));
  });
});
