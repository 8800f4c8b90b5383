import { ApiError } from '../api-error.js';
import { elementById, showText } from '../dom.js';

/** Where the page says, in the server's words, what could not be done. */
export class ProblemView {
  private readonly line = elementById('problem', HTMLElement);

  show(message: string): void {
    showText(this.line, message);
  }

  clear(): void {
    showText(this.line, null);
  }

  /** Does something and shows why it failed, if it does. Answers whether it succeeded. */
  async attempt(action: () => Promise<void>): Promise<boolean> {
    this.clear();
    try {
      await action();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.show(error.message);
      return false;
    }
  }
}
