import type { App } from "./app.svelte";
import { Attempt } from "./attempt.svelte";
import type { Exported, ExportFormat } from "./bindings";
import { t } from "./words.svelte";

const ENCRYPTED: readonly ExportFormat[] = ["aegis", "2fas"];

/** The form that exports the accounts. */
export class ExportForm {
  format = $state<ExportFormat>("aegis");
  password = $state("");
  again = $state("");
  pin = $state("");
  /** The outcome, if accounts, tags or notes were left out: the user should see which. */
  incomplete = $state.raw<Exported | null>(null);
  readonly attempt: Attempt;
  readonly #app: App;
  /** Whether the form was submitted: only then does it say that the passwords differ. */
  #asked = $state(false);

  constructor(app: App) {
    this.#app = app;
    this.attempt = new Attempt(app);
  }

  /** Whether a password encrypts the file. */
  get encrypted(): boolean {
    return ENCRYPTED.includes(this.format);
  }

  get differs(): boolean {
    return this.#asked && this.encrypted && this.password !== this.again;
  }

  choose(format: ExportFormat): void {
    this.format = format;
    this.#asked = false;
    this.attempt.forget();
  }

  /** Exports, unless the user cancels the dialog. Clears the PIN before the answer arrives. */
  async submit(): Promise<void> {
    if (this.attempt.busy) return;
    this.#asked = true;
    if (this.differs) return;
    const { format, pin } = this;
    const password = this.encrypted ? this.password : "";
    this.pin = "";
    const exported = await this.attempt.run(() => this.#app.backend.exportAccounts(format, password, pin));
    if (!exported) return;
    this.password = this.again = "";
    if (exported.left_out.length + exported.without_tags + exported.without_note > 0) this.incomplete = exported;
    else this.#app.back();
    this.#app.toasts.say(t("exported", { count: exported.written }));
  }
}
