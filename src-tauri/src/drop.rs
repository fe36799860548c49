//! What is dragged over the window and dropped there, on Linux: files, a picture's bytes,
//! addresses, text. Tauri itself would tell of files alone, as it does elsewhere
//! (`lifecycle::on_event`).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gtk::gdk::{Atom, DragAction, DragContext};
use gtk::prelude::*;
use gtk::{SelectionData, TargetList};
use tauri::{AppHandle, Manager, WebviewWindow};
use watchword_session::{Offer, Step};
use webkit2gtk::WebView;

use crate::add;
use crate::notice::Notice;
use crate::state::AppState;

/// No number that WebKit gives to a form: it passes over ours.
const OURS: u32 = 100;

/// Takes whatever is dropped anywhere on the window, ahead of WebKit, which would hand it to the
/// page.
pub(crate) fn receive(window: &WebviewWindow) {
    let app = window.app_handle().clone();
    let _ = window.with_webview(move |view| Hover::over(&view.inner(), &app));
}

/// What is being dragged from another program.
struct Drag {
    context: DragContext,
    offer: Offer,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Text and nothing else: it is asked for, to see whose it is.
    Asked,
    /// Text for a field of the page.
    Pages,
    /// Something to be read.
    Ours,
    /// Let go of, and asked for.
    Dropped,
}

/// The web view's side of dragging.
struct Hover {
    app: AppHandle,
    drag: RefCell<Option<Drag>>,
    /// As the window was told last.
    is_over: Cell<bool>,
}

impl Hover {
    fn over(view: &WebView, app: &AppHandle) {
        // GTK hands over only what the widget lists.
        let forms = view.drag_dest_get_target_list().unwrap_or_else(|| TargetList::new(&[]));
        for name in Offer::names() {
            let form = Atom::intern(name);
            if forms.find(&form).is_none() {
                forms.add(&form, 0, OURS);
            }
        }
        view.drag_dest_set_target_list(Some(&forms));

        let hover = Rc::new(Self { app: app.clone(), drag: RefCell::new(None), is_over: Cell::new(false) });
        let motion = hover.clone();
        view.connect_drag_motion(move |view, context, _, _, time| motion.moved(view, context, time));
        let leave = hover.clone();
        view.connect_drag_leave(move |_, _, _| leave.tell(false));
        let drop = hover.clone();
        view.connect_drag_drop(move |view, context, _, _, time| drop.dropped(view, context, time));
        view.connect_drag_data_received(move |view, context, _, _, data, _, time| {
            if hover.received(view, context, data, time) {
                view.stop_signal_emission_by_name("drag-data-received");
            }
        });
    }

    /// Whether it is ours. What the page itself lets go of is not.
    fn moved(&self, view: &WebView, context: &DragContext, time: u32) -> bool {
        if context.drag_get_source_widget().is_some() {
            return false;
        }
        let is_known = self.drag.borrow().as_ref().is_some_and(|drag| drag.context == *context);
        if !is_known {
            self.meet(view, context, time);
        }
        let is_locked = self.app.state::<AppState>().shared.is_locked();
        let stage = self.drag.borrow().as_ref().map_or(Stage::Pages, |drag| drag.stage);
        if stage == Stage::Pages {
            return false;
        }
        // Never as a move: the other program would delete what it gave.
        let action =
            [DragAction::COPY, DragAction::LINK].into_iter().find(|action| context.actions().contains(*action));
        let action = action.filter(|_| !is_locked).unwrap_or(DragAction::empty());
        context.drag_status(action, time);
        if stage == Stage::Ours {
            self.tell(!action.is_empty());
        }
        true
    }

    /// Looks at what a drag that has just come over the window offers.
    fn meet(&self, view: &WebView, context: &DragContext, time: u32) {
        let names: Vec<_> = context.list_targets().into_iter().map(Atom::name).collect();
        let offer = Offer::of(&names);
        let text = offer.text_alone();
        let is_locked = self.app.state::<AppState>().shared.is_locked();
        let stage = match text {
            // Nothing is read while it is locked, but a PIN's field may be filled by it.
            Some(_) if is_locked => Stage::Pages,
            Some(_) => Stage::Asked,
            None if offer.is_empty() => Stage::Pages,
            None => Stage::Ours,
        };
        *self.drag.borrow_mut() = Some(Drag { context: context.clone(), offer, stage });
        if let Some(name) = text.filter(|_| stage == Stage::Asked) {
            view.drag_get_data(context, &Atom::intern(name), time);
        }
    }

    fn dropped(&self, view: &WebView, context: &DragContext, time: u32) -> bool {
        let step = match &mut *self.drag.borrow_mut() {
            Some(drag) if drag.context == *context && drag.stage != Stage::Pages => {
                drag.stage = Stage::Dropped;
                drag.offer.ask()
            }
            _ => return false,
        };
        if self.app.state::<AppState>().shared.is_locked() {
            *self.drag.borrow_mut() = None;
            context.drag_finish(false, false, time);
        } else {
            self.go_on(view, context, step, time);
        }
        true
    }

    /// Whether it was for us.
    fn received(&self, view: &WebView, context: &DragContext, data: &SelectionData, time: u32) -> bool {
        // Below zero when the other program has none, after all.
        let length = usize::try_from(data.length()).unwrap_or(0);
        let step = match &mut *self.drag.borrow_mut() {
            Some(drag) if drag.context == *context => match drag.stage {
                Stage::Asked => {
                    let is_ours = Offer::is_told_by(length, || data.data());
                    drag.stage = if is_ours { Stage::Ours } else { Stage::Pages };
                    return true;
                }
                Stage::Dropped => drag.offer.answer(length, || data.data()),
                Stage::Pages | Stage::Ours => return false,
            },
            _ => return false,
        };
        self.go_on(view, context, step, time);
        true
    }

    fn go_on(&self, view: &WebView, context: &DragContext, step: Step, time: u32) {
        match step {
            Step::Ask(name) => view.drag_get_data(context, &Atom::intern(name), time),
            Step::Take(sources) => {
                *self.drag.borrow_mut() = None;
                context.drag_finish(true, false, time);
                add::dropped(&self.app, sources);
            }
        }
    }

    fn tell(&self, over: bool) {
        if self.is_over.replace(over) != over {
            self.app.state::<AppState>().tell(Notice::Dragging { over });
        }
    }
}
