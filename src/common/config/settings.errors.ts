/** A setting that the process cannot start with. The message names it. */
export class InvalidSettingError extends Error {
  constructor(
    readonly setting: string,
    reason: string,
  ) {
    super(`Setting ${setting} ${reason}.`);
    this.name = 'InvalidSettingError';
  }
}
