/**
 * Writes the types of the HTTP contract that the studio speaks, from the OpenAPI document of the server.
 *
 *   node web/tools/generate-api-types.mjs --write|--check
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const DOCUMENT = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));
const TYPES = fileURLToPath(new URL('../src/api/schema.ts', import.meta.url));

const HEADER = '/** Written by `npm run openapi` from docs/openapi.json: do not edit. */\n\n';

/** The type that a `$ref` points to. */
function typeName(reference) {
  return `Schema[${JSON.stringify(reference.split('/').at(-1))}]`;
}

/** A schema as a TypeScript type. Throws on what the server's document has never held, rather than guess. */
function typeOf(schema) {
  if (schema.$ref) return typeName(schema.$ref);
  if (schema.allOf) return schema.allOf.map(typeOf).join(' & ');
  if (schema.oneOf ?? schema.anyOf) return (schema.oneOf ?? schema.anyOf).map(typeOf).join(' | ');
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => typeOf({ ...schema, type })).join(' | ');
  }
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return arrayOf(schema);
    case 'object':
      return objectOf(schema);
    default:
      throw new Error(`No type for ${JSON.stringify(schema)}`);
  }
}

function arrayOf({ items }) {
  return `(${typeOf(items)})[]`;
}

function objectOf({ properties, required = [] }) {
  if (properties === undefined) return 'Record<string, unknown>';
  const fields = Object.entries(properties).map(([name, schema]) => {
    const type = schema.nullable ? `${typeOf(schema)} | null` : typeOf(schema);
    const comment = schema.description ? `/** ${schema.description} */\n` : '';
    return `${comment}${JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${type};`;
  });
  return `{ ${fields.join('\n')} }`;
}

const { components } = JSON.parse(await readFile(DOCUMENT, 'utf8'));
const schemas = Object.entries(components.schemas).map(([name, schema]) => `${name}: ${typeOf(schema)};`);
const source = `${HEADER}export interface Schema {\n${schemas.join('\n\n')}\n}\n`;
const types = await format(source, { ...(await resolveConfig(TYPES)), parser: 'typescript' });

const [mode] = process.argv.slice(2);
if (mode === '--write') {
  await writeFile(TYPES, types);
} else if (mode === '--check') {
  if ((await readFile(TYPES, 'utf8')) !== types) {
    console.error('web/src/api/schema.ts is not what docs/openapi.json says: run npm run openapi.');
    process.exit(1);
  }
} else {
  console.error('usage: generate-api-types.mjs --write|--check');
  process.exit(2);
}
