import { createRequire } from 'node:module';

interface ValidationReport {
  issues: { messages: { code: string; message: string; severity: number }[] };
}

interface GltfValidator {
  validateBytes(bytes: Uint8Array): Promise<ValidationReport>;
}

const WARNING = 1;

/** The errors and warnings that the Khronos validator finds in a GLB file. */
export async function gltfProblems(bytes: Buffer): Promise<string[]> {
  // A CommonJS package without types.
  const validator = createRequire(import.meta.url)('gltf-validator') as GltfValidator;
  const { issues } = await validator.validateBytes(new Uint8Array(bytes));
  return issues.messages
    .filter(({ severity }) => severity <= WARNING)
    .map(({ code, message }) => `${code}: ${message}`);
}
