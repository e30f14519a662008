//! The command `lanyard`: the same data and rules as the window, for terminals, scripts and tests.

mod answering;
mod arguments;
mod changing;
mod json;
mod keeping_up;
mod output;
mod planning;
mod planning_json;
mod reading;
mod reminding;
mod writing;

use std::process::ExitCode;
use std::sync::Arc;

use agenda_app::clock::clock;
use agenda_app::{App, AppError, data_folder};
use clap::Parser;

use arguments::{Arguments, Command};
use output::Output;

/// Wrong usage, as clap has it too.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let clock = match clock(arguments.now.as_deref(), arguments.speed.as_deref()) {
        Ok(clock) => clock,
        Err(error) => {
            eprintln!("lanyard: {error}");
            return ExitCode::from(USAGE);
        }
    };
    let done = data_folder(arguments.data_dir.as_deref())
        .and_then(|folder| App::open(&folder, Arc::from(clock)))
        .map_err(Failure::from)
        .and_then(|app| run(Arc::new(app), &arguments));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Failed(message)) => {
            eprintln!("lanyard: {message}");
            ExitCode::FAILURE
        }
        // The reader of a pipe has gone: nobody is left to tell.
        Err(Failure::PipeClosed) => ExitCode::SUCCESS,
    }
}

/// Why a command ended without success.
#[derive(Debug)]
enum Failure {
    Failed(String),
    PipeClosed,
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Self::PipeClosed
        } else {
            Self::Failed(format!("the output could not be written: {error}"))
        }
    }
}

fn run(app: Arc<App>, arguments: &Arguments) -> Result<(), Failure> {
    let mut output = Output::new(arguments.json);
    match &arguments.command {
        Command::Import(import) => writing::import(&app, import, &mut output),
        Command::Join { other, into } => writing::join(&app, other, into, &mut output),
        Command::Refresh(refresh) => keeping_up::refresh(&app, refresh, &mut output),
        Command::Directory(directory) => keeping_up::directory(&app, directory, &mut output),
        Command::Conferences => reading::conferences(&app, &mut output),
        Command::Sessions(which) => reading::sessions(&app, which, &mut output),
        Command::Show { id } => reading::show(&app, id, &mut output),
        Command::Search {
            words,
            limit,
            conference,
        } => reading::search(
            &app,
            &words.join(" "),
            *limit,
            conference.as_deref(),
            &mut output,
        ),
        Command::Pick { ids, priority } => {
            writing::pick(&app, ids, Some(priority.priority()), &mut output)
        }
        Command::Unpick { ids } => writing::pick(&app, ids, None, &mut output),
        Command::Booths { conference } => reading::booths(&app, conference.as_deref(), &mut output),
        Command::Visit(visit) => writing::visit(&app, visit, &mut output),
        Command::Agenda(which) => reading::agenda(&app, which, &mut output),
        Command::Clashes(which) => planning::clashes(&app, which, &mut output),
        Command::Gaps(wanted) => planning::gaps(&app, wanted, &mut output),
        Command::Plan(wanted) => planning::plan(&app, wanted, &mut output),
        Command::Changes(which) => changing::changes(&app, which, &mut output),
        Command::Same(same) => changing::same(&app, same, &mut output),
        Command::Keep { ids, undo } => changing::keep(&app, ids, !undo, &mut output),
        Command::Reminders => reminding::reminders(&app, &mut output),
        Command::Remind { no_refresh } => reminding::remind(&app, !no_refresh),
        Command::Snooze(snooze) => answering::snooze(&app, snooze, &mut output),
        Command::Skip(item) => answering::skip(&app, item, &mut output),
        Command::Missed { dismiss } => answering::missed(&app, *dismiss, &mut output),
        Command::Mute { off } => answering::mute(&app, *off, &mut output),
        Command::Walking(walking) => answering::walking(&app, walking, &mut output),
        Command::Doctor => answering::doctor(&app, &mut output),
        Command::Export(export) => writing::export(&app, export, &mut output),
    }
}
