import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';

/** One thing that is wrong with a request: the field by its name on the wire, and what it must be. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

/** @param problems at least one */
export function invalidRequest(problems: readonly Problem[]): DomainError {
  const message = problems.map(({ message: text }) => text).join('; ');
  return new DomainError('INVALID_REQUEST', message, { problems });
}

/** Whether the library which makes DTOs drops the name without a word, wherever it stands. */
function isDropped(name: string): boolean {
  return name === 'prototype' || name in Object.prototype;
}

/** Deeper than anything that a request can mean. */
const DEEPEST = 8;

/** Validates a body or query by its DTO: unknown fields are refused by name, nothing is silently dropped. */
class StrictValidationPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      exceptionFactory: (errors) => invalidRequest(errors.flatMap((error) => problemsOf(error, ''))),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const problem = isDto(metadata) ? findMisfit(value) : null;
    if (problem !== null) throw invalidRequest([problem]);
    return (await super.transform(value, metadata)) as unknown;
  }
}

export function strictValidation(): ValidationPipe {
  return new StrictValidationPipe();
}

export function unknownField(field: string): Problem {
  return { field, message: `${field} is not a known field` };
}

/** Whether the value becomes a DTO; sockets, requests and plain values pass through pipes too. */
function isDto({ metatype }: ArgumentMetadata): boolean {
  return metatype !== undefined && ![String, Number, Boolean, Array, Object].includes(metatype as never);
}

/** What the DTO library would drop or break on: forbidden names, and nesting that exhausts its recursion. */
function findMisfit(input: unknown): Problem | null {
  const pending: { value: unknown; field: string; depth: number }[] = [{ value: input, field: '', depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, field, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEEPEST)
      return { field, message: `${field} is nested too deeply: at most ${DEEPEST} levels` };
    for (const [name, inner] of Object.entries(value)) {
      const innerField = field === '' ? name : `${field}.${name}`;
      if (isDropped(name)) return unknownField(innerField);
      pending.push({ value: inner, field: innerField, depth: depth + 1 });
    }
  }
  return null;
}

function problemsOf(error: ValidationError, prefix: string): Problem[] {
  const field = `${prefix}${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, text]) => ({
    ...(rule === 'whitelistValidation' ? unknownField(field) : { field, message: `${prefix}${text}` }),
  }));
  return [...unique(own), ...(error.children ?? []).flatMap((child) => problemsOf(child, `${field}.`))];
}

/** Several rules of one field may say the same sentence. */
function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}
