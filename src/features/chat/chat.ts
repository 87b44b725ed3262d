// The chat view: a window onto the session that can die and come back at any moment.

import { commands, type ExtensionContext, type WebviewView } from 'vscode';
import type { Clock } from '../../core/base/clock.ts';
import { type Disposable, DisposableStore } from '../../core/base/disposable.ts';
import type { Event } from '../../core/base/emitter.ts';
import type { Log } from '../../core/base/log.ts';
import type { Desk } from '../../core/conversation/desk.ts';
import type { Places } from '../../core/conversation/places.ts';
import type { Shown } from '../../core/conversation/shown.ts';
import type { Budgets } from '../../core/money/budgets.ts';
import type { ExactCount } from '../../core/pipeline/exactCount.ts';
import type { PriceBook } from '../../core/money/price.ts';
import { pageHtml, pageOptions } from '../../host/page.ts';
import type { Settings } from '../../host/settings.ts';
import type { VirtualDocuments } from '../../host/virtualDocuments.ts';
import type { ModeView } from '../../shared/composerProtocol.ts';
import type { Change, HostMessage, ModelView } from '../../shared/protocol.ts';
import type { TokenCounter } from '../../core/tokens/tokenCounter.ts';
import { answerRequest } from '../../shared/requestHandlers.ts';
import { busyContext, focusChat } from '../../tables/commands.ts';
import { createBroadcast } from './broadcast.ts';
import type { Filler } from './chatView.ts';
import { createCodeRequests } from './code/codeRequests.ts';
import type { SavedPrompts } from './composer/slashCommands.ts';
import { withFacts } from './composer/modelFacts.ts';
import { type StartedComposer, startComposer } from './composer/startComposer.ts';
import { Draft } from './draft.ts';
import { confirmSend } from './confirmSend.ts';
import { createEstimates, type EstimatePorts } from './estimates.ts';
import { createLiveMeter } from './liveMeter.ts';
import { createPageChanges } from './pageChanges.ts';
import { createRequestHandlers } from './requests.ts';
import { type ChooseModels, createTurns } from './turns/turns.ts';
import type { Names } from './turnView.ts';

export interface ChatPorts {
  readonly context: ExtensionContext;
  readonly documents: VirtualDocuments;
  readonly settings: Settings;
  readonly savedPrompts: SavedPrompts;
  readonly desk: Pick<Desk, 'look'>;
  readonly shown: Shown;
  readonly places: Places;
  readonly names: Names;
  readonly prices: PriceBook;
  readonly planning: Omit<EstimatePorts, 'preview' | 'prices' | 'clock'> & { readonly tokens: TokenCounter; readonly onDidCount: Event<void>; readonly onDidChangePrompt: Event<void> };
  readonly countExactly: ExactCount;
  readonly chooseModels: ChooseModels;
  readonly budgets: () => Pick<Budgets, 'confirmAbove'>;
  readonly model: () => ModelView;
  readonly mode: (id: string | undefined) => ModeView | undefined;
  readonly onDidChangeModel: Event<void>;
  readonly clock: Clock;
  readonly log: Log;
}

export function createChat(ports: ChatPorts): Filler & Disposable {
  const { context, places, shown, names, prices, clock, log } = ports;
  const model = (): ModelView => withFacts(ports.model(), ports.planning.describe, prices, clock.now());
  const store = new DisposableStore();
  const draft = new Draft((text) => places.typed(text));
  store.add(places.onDidArrive(() => draft.begin(places.place.draft)));
  let view: WebviewView | undefined;

  const post = (message: HostMessage): void => {
    // A page that is gone takes its messages with it: it asks for a snapshot when it is back.
    void view?.webview.postMessage(message).then(undefined, () => undefined);
  };
  const broadcast = store.add(createBroadcast(clock, post));
  const started: StartedComposer = store.add(startComposer({
    ...ports,
    ...ports.planning,
    model: () => model().reference,
    push: (change) => broadcast.push(change),
    planAnew: () => planAnew(),
    mayBeSent: (_, text, parts) => confirmSend(ports.budgets(), () => estimates.plan(text, parts)),
  }));
  const { composer } = started;
  const push = (change: Change): void => {
    composer.noticed(change);
    broadcast.push(change);
  };
  const turns = store.add(createTurns({ shown: () => shown.session, draft, costs: { ...ports.planning, prices, now: () => clock.now() }, chooseModels: ports.chooseModels, mayBeSent: (text) => confirmSend(ports.budgets(), () => estimates.plan(text)), push, clock, log }));
  const handlers = createRequestHandlers({ turns, code: createCodeRequests(ports.documents), composer, composerRequests: started.requests, clock, shown: () => shown.session, places, draft, names, prices, model, log, planAnew: () => planAnew(), countExactly: ports.countExactly, mark: () => broadcast.mark(), push });

  const estimates = store.add(createEstimates({ ...ports.planning, preview: async (text, parts) => shown.session.preview(text, parts ?? (await composer.parts(text))), prices, clock }, (estimate) => broadcast.push({ type: 'estimate-changed', estimate })));
  const planAnew = (): void => estimates.refresh(draft.text, draft.text.trim() === '' && composer.prepared().chips.length === 0);
  store.add(ports.planning.onDidChangePrompt(() => {
    planAnew();
    composer.refresh();
  }));
  store.add(ports.planning.onDidCount(() => {
    planAnew();
    if (composer.prepared().chips.length > 0) composer.refresh();
  }));
  store.add(ports.onDidChangeModel(planAnew));
  const liveMeter = store.add(createLiveMeter(prices, clock, (change) => broadcast.push(change)));
  const pageChanges = createPageChanges({ conversation: () => shown.session.conversation(), names, draft, now: () => clock.now() });
  store.add(shown.onDidChange((change) => {
    if (change.type === 'turn-grew' && pageChanges.isInSight(change.turn.id)) liveMeter.grew(change.turn);
    else if (change.type === 'turn-changed' && change.turn.end) liveMeter.stop(change.turn.id);
    else if (change.type === 'path-changed') liveMeter.stop();
    for (const one of pageChanges.of(change)) push(one);
    if (change.type === 'path-changed' || change.type === 'busy-changed' || change.type === 'mode-changed') planAnew();
    if (change.type === 'mode-changed') composer.refresh();
    if (change.type === 'busy-changed') void commands.executeCommand('setContext', busyContext, change.busy);
  }));
  /** Also when its price and window become known. */
  const tellModel = (): void => {
    broadcast.push({ type: 'model-changed', model: model() });
    composer.refresh();
  };
  store.add(ports.onDidChangeModel(tellModel));
  store.add(commands.registerCommand('parley.chat.new', async () => {
    places.openNew();
    await commands.executeCommand(focusChat);
    broadcast.push({ type: 'composer-focused' });
  }));
  store.add(commands.registerCommand('parley.chat.stop', () => shown.session.stop()));
  function fill(place: WebviewView): void {
    void ports.planning.prompts?.prepared();
    view = place;
    void prices.ready().then(tellModel);
    place.webview.options = pageOptions(context.extensionUri);
    const listening = place.webview.onDidReceiveMessage((message: unknown) => {
      const onFailure = (name: string, failure: unknown): void => log.error('A request of the page failed.', { name, reason: String(failure) });
      void answerRequest(message, handlers, onFailure).then((answer) => answer && post(answer));
    });
    place.onDidDispose(() => {
      listening.dispose();
      if (view === place) view = undefined;
    });
    place.webview.html = pageHtml(place.webview, context.extensionUri);
  }
  return { fill, dispose: () => store.dispose() };
}
