/** What the scenes are put together from. */
import sharp from 'sharp';

export function part(page, testId) {
  return page.getByTestId(testId);
}

export function file(name, type, bytes) {
  return { name, mimeType: type, buffer: bytes };
}

export function choose(page, ...files) {
  return part(page, 'picture-input').setInputFiles(files);
}

export async function goTo(page, hash) {
  await page.evaluate((to) => {
    globalThis.location.hash = to;
  }, hash);
}

/** Has the server play a test scenario in what this page starts from now on. */
export function play(page, scenario) {
  return page.route('**/api/generate-3d', (route) =>
    route.continue({ headers: { ...route.request().headers(), 'x-test-scenario': scenario } }),
  );
}

export async function sample(page) {
  const answer = await fetch(new URL('/sample.png', page.url()));
  return { bytes: Buffer.from(await answer.arrayBuffer()) };
}

/** A subject on nothing, as the engines like it that cut it out. */
export async function star() {
  const points = Array.from({ length: 10 }, (_, corner) => {
    const radius = corner % 2 === 0 ? 230 : 105;
    const angle = (corner * Math.PI) / 5 - Math.PI / 2;
    return `${256 + radius * Math.cos(angle)},${268 + radius * Math.sin(angle)}`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512"><polygon points="${points.join(' ')}" fill="#d99a2b" stroke="#d99a2b" stroke-width="24" stroke-linejoin="round"/></svg>`;
  return { bytes: await sharp(Buffer.from(svg)).png().toBuffer() };
}

export async function startByApi(url, { name, mimeType, buffer }, scenario = '', fields = {}) {
  const form = new FormData();
  form.set('image', new Blob([buffer], { type: mimeType }), name);
  const { job_id: jobId } = await (
    await fetch(`${url}/api/upload-image`, { method: 'POST', body: form })
  ).json();
  await fetch(`${url}/api/generate-3d`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(scenario && { 'x-test-scenario': scenario }) },
    body: JSON.stringify({ job_id: jobId, quality: 4, ...fields }),
  });
  return jobId;
}

export async function untilEnded(url, jobId) {
  for (;;) {
    const { is_active: isActive } = await (await fetch(`${url}/api/job-status/${jobId}`)).json();
    if (!isActive) return;
  }
}
