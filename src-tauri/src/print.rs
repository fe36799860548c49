//! Prints a sheet through GTK's dialog. GTK draws it for the printer; it is never in the web view
//! or in a file of ours.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;

use gtk::cairo::Context;
use gtk::glib;
use gtk::prelude::*;
use gtk::{PrintContext, PrintOperation, PrintOperationAction, PrintOperationResult, ResponseType, Unit};
use tauri::{AppHandle, Manager};
use watchword_paper::{HEIGHT, Page, Segment, Sheet, WIDTH};
use watchword_session::{Problem, SystemProblem};

use crate::window;

/// Shows the dialog, and prints what `sheet` returns after it: nothing if that is no longer
/// allowed. Waits for the user, so this may not run on the main thread. Returns whether it was
/// printed.
///
/// # Errors
/// [`SystemProblem::PrintFailed`].
pub(crate) fn print(
    app: &AppHandle,
    title: String,
    sheet: impl Fn() -> Option<Sheet> + Clone + Send + 'static,
) -> Result<bool, Problem> {
    let (tell, told) = channel();
    let window = app.get_webview_window(window::LABEL);
    let shown = app.run_on_main_thread(move || {
        let operation = operation(&title, sheet, tell.clone());
        let parent = window.and_then(|window| window.gtk_window().ok());
        // Does not wait for the user, so that the window stays alive.
        if operation.run(PrintOperationAction::PrintDialog, parent.as_ref()).is_err() {
            let _ = tell.send(PrintOperationResult::Error);
        }
        hide_preview();
    });
    match shown.ok().and_then(|()| told.recv().ok()) {
        Some(PrintOperationResult::Apply) => Ok(true),
        Some(PrintOperationResult::Cancel) => Ok(false),
        _ => Err(SystemProblem::PrintFailed.into()),
    }
}

fn operation(
    title: &str,
    sheet: impl Fn() -> Option<Sheet> + Clone + Send + 'static,
    tell: Sender<PrintOperationResult>,
) -> PrintOperation {
    let operation = PrintOperation::new();
    operation.set_job_name(title);
    operation.set_allow_async(true);
    operation.set_use_full_page(true);
    operation.set_unit(Unit::Points);
    operation.set_n_pages(1);
    let coming: Rc<RefCell<Option<Receiver<Option<Sheet>>>>> = Rc::default();
    let pages: Rc<RefCell<Option<Sheet>>> = Rc::default();
    operation.connect_begin_print({
        let coming = coming.clone();
        move |_, _| {
            let (tell, told) = channel();
            let sheet = sheet.clone();
            // The session may be in use for a while, for which the main thread can't wait.
            thread::spawn(move || tell.send(sheet()));
            *coming.borrow_mut() = Some(told);
        }
    });
    // GTK asks again until the answer is yes.
    operation.connect_paginate({
        let pages = pages.clone();
        move |operation, _| {
            let came = coming.borrow().as_ref().map(Receiver::try_recv);
            match came {
                Some(Err(TryRecvError::Empty)) => return false,
                Some(Ok(Some(sheet))) => {
                    operation.set_n_pages(sheet.pages().len() as i32);
                    *pages.borrow_mut() = Some(sheet);
                }
                Some(Ok(None) | Err(TryRecvError::Disconnected)) | None => operation.cancel(),
            }
            true
        }
    });
    operation.connect_draw_page({
        let pages = pages.clone();
        move |_, context, number| {
            let pages = pages.borrow();
            let page = pages.as_ref().and_then(|sheet| sheet.pages().get(usize::try_from(number).ok()?));
            if let Some((page, cairo)) = page.zip(context.cairo_context()) {
                // An error would show in the printed page, and stays in the context.
                let _ = draw(page, context, &cairo);
            }
        }
    });
    // In case a theme shows the button for it all the same.
    operation.connect_preview(|_, preview, _, _| {
        let preview = preview.clone();
        glib::idle_add_local_once(move || preview.end_preview());
        true
    });
    operation.connect_done(move |_, result| {
        pages.borrow_mut().take();
        let _ = tell.send(result);
    });
    operation
}

/// Hides the dialog's button for a preview, which GTK would write to a file for another program.
fn hide_preview() {
    let windows = gtk::Window::list_toplevels().into_iter();
    for dialog in windows.filter(|window| window.type_().name() == "GtkPrintUnixDialog") {
        let dialog = dialog.downcast::<gtk::Dialog>().ok();
        if let Some(preview) = dialog.and_then(|dialog| dialog.widget_for_response(ResponseType::Apply)) {
            preview.hide();
        }
    }
}

/// Draws a page in the middle of the paper, smaller if the paper is.
fn draw(page: &Page, context: &PrintContext, cairo: &Context) -> Result<(), gtk::cairo::Error> {
    // Letter is a little shorter than A4; the margins have room for that.
    const SHORTER: f64 = 50.0;
    let [width, height] = [f64::from(WIDTH), f64::from(HEIGHT)];
    let scale = (context.width() / width).min(context.height() / (height - SHORTER)).min(1.0);
    cairo.translate((context.width() - width * scale) / 2.0, (context.height() - height * scale) / 2.0);
    cairo.scale(scale, scale);
    let mut drawn = Ok(());
    page.draw(&mut |path, ink| {
        let [red, green, blue] = ink.rgb().map(f64::from);
        cairo.set_source_rgb(red, green, blue);
        for segment in path {
            let both = |at: [f32; 2]| at.map(f64::from);
            match *segment {
                Segment::Move(to) => {
                    let [x, y] = both(to);
                    cairo.move_to(x, y);
                }
                Segment::Line(to) => {
                    let [x, y] = both(to);
                    cairo.line_to(x, y);
                }
                Segment::Curve(first, second, to) => {
                    let [[x1, y1], [x2, y2], [x, y]] = [first, second, to].map(both);
                    cairo.curve_to(x1, y1, x2, y2, x, y);
                }
                Segment::Close => cairo.close_path(),
            }
        }
        if drawn.is_ok() {
            drawn = cairo.fill();
        }
    });
    drawn
}
