import { Command, Option } from 'commander';

import { ENGINE_NAMES, ENGINES } from '../modelling/engines/engines.js';
import { FORMAT_NAMES } from '../modelling/formats/format-names.js';
import { listEngineFlags } from './engine-flags.js';
import { EXIT } from './usage-error.js';

/** What the commands do; they write their own output and give their exit code. */
export interface Actions {
  model: (picture: string, output: string, flags: Readonly<Record<string, unknown>>) => Promise<void>;
  inspect: (model: string, flags: Readonly<Record<string, unknown>>) => Promise<void>;
}

/** Where help and usage errors go. */
interface Output {
  stdout: { write: (text: string) => unknown };
  stderr: { write: (text: string) => unknown };
}

const EXIT_CODES = `
Exit codes: ${EXIT.ok} done, and the model is printable; ${EXIT.failure} it failed, or the model is not printable; ${EXIT.usage} the command line or the request cannot be carried out.
`;

/** The command line: `relievo model` with the options of all engines from their tables, and `relievo inspect`. */
export function createProgram(actions: Actions, { stdout, stderr }: Output): Command {
  const program = new Command('relievo')
    .description('Turns pictures into printable 3D models.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    })
    .showHelpAfterError('(--help lists the arguments)')
    .addHelpText('after', EXIT_CODES);
  addModelCommand(program, actions);
  program
    .command('inspect')
    .description('tell whether a model is printable, and its measures')
    .argument('<model>', `a file in ${FORMAT_NAMES.join(', ')}`)
    .option('--json', 'print the report as JSON')
    .addHelpText('after', EXIT_CODES)
    .action(actions.inspect);
  return program;
}

function addModelCommand(program: Command, actions: Actions): void {
  const command = program
    .command('model')
    .description('make a model of a picture')
    .argument('<picture>', 'a PNG, JPEG, WebP, GIF, BMP or TIFF')
    .argument(
      '<output>',
      `where the model goes; its ending, one of ${FORMAT_NAMES.join(', ')}, is its format`,
    )
    .option('--json', 'print the report as JSON')
    .option('--pictures', 'also write a picture of the model beside it, and backlit.png of a lithophane')
    .option('--engine <name>', describeEngines())
    .option('--width <mm>', 'outer width (1 to 1000, default 100)')
    .option('--height <mm>', 'outer height (1 to 1000, default 100)')
    .option('--depth <mm>', 'outer depth (1 to 500, default 20)')
    .option('--quality <1…10>', 'how many samples span the longest side (default 7)')
    .option('--max-triangles <count>', 'refuse a model of more triangles (default 10000000)')
    .addOption(new Option('--format <name>', 'the format, which the ending says too').choices(FORMAT_NAMES));
  for (const { heading, option } of listEngineFlags()) command.addOption(option.helpGroup(heading));
  command.addHelpText('after', EXIT_CODES).action(actions.model);
}

function describeEngines(): string {
  const list = ENGINE_NAMES.map((name) => `${name}: ${ENGINES[name].summary}`);
  return `the way to make it (${ENGINE_NAMES.join(' | ')}, default ${ENGINE_NAMES[0]}). ${list.join(' ')}`;
}
