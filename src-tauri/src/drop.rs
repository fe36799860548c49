//! Drag and drop onto the window on Linux: files, an image's bytes, addresses, text. Tauri itself
//! reports only files, which is what the other systems get (`lifecycle::on_event`).

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

/// A number that WebKit gives to none of its forms, so that it ignores ours.
const OURS: u32 = 100;

/// Receives every drop anywhere on the window, ahead of WebKit, which would hand it to the page.
pub(crate) fn receive(window: &WebviewWindow) {
    let app = window.app_handle().clone();
    let _ = window.with_webview(move |view| Hover::over(&view.inner(), &app));
}

/// A drag from another program.
struct Drag {
    context: DragContext,
    offer: Offer,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Text and nothing else: requested, to see whether it is for the page.
    Asked,
    /// Text for a field of the page, which WebKit handles.
    Pages,
    /// Something that this app reads.
    Ours,
    /// Dropped, and requested.
    Dropped,
}

/// Handles the web view's drag events.
struct Hover {
    app: AppHandle,
    drag: RefCell<Option<Drag>>,
    /// What the page was told last.
    is_over: Cell<bool>,
}

impl Hover {
    fn over(view: &WebView, app: &AppHandle) {
        // GTK hands over only forms that the widget lists.
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

    /// Handles motion, and returns whether the drag is ours. A drag that began in the page is not.
    fn moved(&self, view: &WebView, context: &DragContext, time: u32) -> bool {
        if context.drag_get_source_widget().is_some() {
            return false;
        }
        let is_known = self.drag.borrow().as_ref().is_some_and(|drag| drag.context == *context);
        if !is_known {
            self.meet(view, context, time);
        }
        let is_locked = self.app.state::<AppState>().is_locked();
        let stage = self.drag.borrow().as_ref().map_or(Stage::Pages, |drag| drag.stage);
        if stage == Stage::Pages {
            return false;
        }
        // Never a move: the other program would delete what it handed over.
        let action =
            [DragAction::COPY, DragAction::LINK].into_iter().find(|action| context.actions().contains(*action));
        let action = action.filter(|_| !is_locked).unwrap_or(DragAction::empty());
        context.drag_status(action, time);
        if stage == Stage::Ours {
            self.tell(!action.is_empty());
        }
        true
    }

    /// Starts handling a drag that has just entered the window.
    fn meet(&self, view: &WebView, context: &DragContext, time: u32) {
        let names: Vec<_> = context.list_targets().into_iter().map(Atom::name).collect();
        let offer = Offer::of(&names);
        let text = offer.text_alone();
        let is_locked = self.app.state::<AppState>().is_locked();
        let stage = match text {
            // Nothing is read while the vault is locked, but text may be for the PIN field.
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
        if self.app.state::<AppState>().is_locked() {
            *self.drag.borrow_mut() = None;
            context.drag_finish(false, false, time);
        } else {
            self.proceed(view, context, step, time);
        }
        true
    }

    /// Handles received data, and returns whether it was ours.
    fn received(&self, view: &WebView, context: &DragContext, data: &SelectionData, time: u32) -> bool {
        // Negative if the other program has no data after all.
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
        self.proceed(view, context, step, time);
        true
    }

    fn proceed(&self, view: &WebView, context: &DragContext, step: Step, time: u32) {
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
