// What the page can ask for, and what the host does about it.

import { commands, env, Uri, window } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { LlmError } from '../../core/model/llmError.ts';
import type { PriceBook } from '../../core/money/price.ts';
import type { ExactCount } from '../../core/pipeline/exactCount.ts';
import type { Places } from '../../core/conversation/places.ts';
import type { Session } from '../../core/conversation/session.ts';
import { answeringModel } from '../../core/conversation/turn.ts';
import type { Clock } from '../../core/base/clock.ts';
import type { Log } from '../../core/base/log.ts';
import { insertAtCursor } from '../../host/editor.ts';
import type { Change, Done, ModelView, Snapshot } from '../../shared/protocol.ts';
import { RequestFailed } from '../../shared/requestFailed.ts';
import { type RequestHandlers } from '../../shared/requestHandlers.ts';
import { type Remedy, wordProblem } from '../../tables/problems.ts';
import type { CodeRequests } from './code/codeWork.ts';
import type { Composer } from './composer/composer.ts';
import type { ComposerHandlers } from './composer/composerWork.ts';
import type { Draft } from './draft.ts';
import { pressWait } from './pressWait.ts';
import type { Turns } from './turns/turns.ts';
import { turnViews } from './turns/turnViews.ts';
import { type Names, problemView } from './turnView.ts';
import { waitView } from './waitView.ts';

export interface RequestPorts {
  readonly turns: Pick<Turns, 'state' | 'handlers'>;
  readonly code: CodeRequests;
  readonly composer: Composer;
  readonly composerRequests: ComposerHandlers;
  readonly clock: Clock;
  /** The conversation that is shown, at this moment. */
  readonly shown: () => Session;
  /** Where the view was before, and is. */
  readonly places: Pick<Places, 'returned' | 'place' | 'scrolled'>;
  readonly draft: Draft;
  readonly names: Names;
  readonly prices: PriceBook;
  readonly model: () => ModelView;
  readonly log: Log;
  /** What is in the composer is another text, or somebody new looks at it. */
  readonly planAnew: () => void;
  /** The vendor's own count of a message. */
  readonly countExactly: ExactCount;
  /** The number of the last batch that a snapshot taken now contains. */
  readonly mark: () => number;
  readonly push: (change: Change) => void;
}

const done: Done = {};

const remedyCommands: Readonly<Record<Exclude<Remedy, 'retry' | 'continue'>, string>> = {
  keys: 'parley.keys.manage',
  model: 'parley.model.switch',
  provider: 'parley.provider.switch',
  settings: 'parley.settings.open',
  log: 'parley.log.open',
};

export function createRequestHandlers({ turns, code, composer, composerRequests, clock, shown, places, draft, names, prices, model, log, planAnew, countExactly, mark, push }: RequestPorts): RequestHandlers {
  const quietly = (work: Promise<unknown>): void => {
    work.catch((failure: unknown) => log.error('A chat request failed.', { reason: String(failure) }));
  };
  const refuseWhileBusy = (session: Session): void => {
    if (session.busy) throw new RequestFailed({ code: 'busy', sentence: localize('An answer is still on its way. Stop it first, or wait for its end.') });
  };
  const askAgain = (session: Session, id: string): Promise<unknown> => {
    const withdrawn = draft.takeBack();
    if (withdrawn !== undefined) push({ type: 'draft-withdrawn', text: withdrawn });
    return session.askAgain(id);
  };
  return {
    async ready(): Promise<Snapshot> {
      await places.returned();
      planAnew();
      const sequence = mark();
      const session = shown();
      const conversation = session.conversation();
      return {
        sequence,
        conversation: conversation.id,
        turns: turnViews(conversation, names, clock.now()),
        model: model(),
        draft: draft.text,
        ...(places.place.scroll && { scroll: places.place.scroll }),
        busy: session.busy,
        ...turns.state.of(conversation),
        composer: composer.view(),
      };
    },
    async send({ text }) {
      if (text.trim() === '' && composer.prepared().chips.length === 0) throw new RequestFailed({ code: 'empty', sentence: localize('There is nothing to send yet.') });
      // What is typed from now on is the next message.
      draft.text = '';
      if (await (await import('./composer/slashCommands.ts')).runOwnCommand(text)) return done;
      await composer.send(text, () => draft.sent(text));
      planAnew();
      return done;
    },
    stop() {
      shown().stop();
      return done;
    },
    saveDraft({ text }) {
      draft.text = text;
      planAnew();
      return done;
    },
    saveScroll({ place }) {
      places.scrolled(place);
      return done;
    },
    pressButton({ turn: id, button }) {
      const session = shown();
      const turn = session.conversation().turns.get(id);
      const wait = turn?.kind === 'assistant' && !turn.end ? turn.wait : undefined;
      if (wait && waitView(wait, clock.now()).buttons.some((one) => one.id === button)) {
        quietly(pressWait(button, wait, { session, model: () => model().reference, askAgain: () => askAgain(session, id), chooseModel: () => commands.executeCommand('parley.model.switch') }));
        return done;
      }
      const offered = turn?.kind === 'assistant' && problemView(turn, names)?.buttons.some((one) => one.id === button);
      if (!offered) throw new RequestFailed({ code: 'unknown', sentence: localize('That is no longer possible here.') });
      if (button === 'retry') {
        refuseWhileBusy(session);
        quietly(askAgain(session, id));
      } else if (button === 'continue') {
        refuseWhileBusy(session);
        if (session.conversation().head !== id) throw new RequestFailed({ code: 'unknown', sentence: localize('Only the last answer can go on: the conversation was built upon this one.') });
        quietly(session.continueAnswer(id));
        // The button goes, and the keyboard should not be left on nothing.
        push({ type: 'composer-focused' });
      } else {
        const [provider] = answeringModel(turn).split('/');
        quietly(Promise.resolve(commands.executeCommand(remedyCommands[button as keyof typeof remedyCommands], ...(button === 'keys' ? [provider] : []))));
      }
      return done;
    },
    switchModel() {
      quietly(Promise.resolve(commands.executeCommand('parley.model.switch')));
      return done;
    },
    async countExactly() {
      const call = shown().preview(draft.text, await composer.parts(draft.text));
      const who = names.label(call.model);
      const tokens = await countExactly(call).catch((failure: unknown) => {
        if (!(failure instanceof LlmError)) throw failure;
        const sentence = failure.kind === 'not-found' ? localize('{0} does not count tokens beforehand.', who) : wordProblem(failure.facts, who).sentence;
        throw new RequestFailed({ code: 'failed', sentence });
      });
      return { sentence: localize('{0} counts {1} tokens.', who, tokens.toLocaleString('en-US')) };
    },
    async explainCost({ turn: id }) {
      const turn = shown().conversation().turns.get(id);
      const bill = turn?.kind === 'assistant' ? await (await import('./bill.ts')).billOf(turn, prices) : undefined;
      if (bill) return bill;
      throw new RequestFailed({ code: 'unknown', sentence: localize('There is nothing to calculate here yet.') });
    },
    async copy({ text }) {
      await env.clipboard.writeText(text);
      return done;
    },
    async insertAtCursor({ text }) {
      if (await insertAtCursor(text)) return done;
      throw new RequestFailed({ code: 'failed', sentence: localize('Open a file that can be edited first: there is no cursor to insert at.') });
    },
    ...code,
    ...turns.handlers,
    ...composerRequests,
    openLink({ address }) {
      if (!/^(?:https?|mailto):/i.test(address)) throw new RequestFailed({ code: 'failed', sentence: localize('Parley opens web and mail links only.') });
      quietly(askAndOpen(address));
      return done;
    },
    reportFailure({ message }) {
      log.error('The page reported a failure.', { message });
      return done;
    },
  };
}

/** A model wrote the link, so a person decides. */
async function askAndOpen(address: string): Promise<void> {
  const target = Uri.parse(address);
  const open = localize('Open');
  const choice = await window.showInformationMessage(localize('Open this link?'), { modal: true, detail: target.toString(true).slice(0, 1_000) }, open);
  if (choice === open) await env.openExternal(target);
}
