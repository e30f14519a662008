//! The command line.

use std::path::PathBuf;

use agenda::{Priority, Zone};
use agenda_app::wire::{RefreshChoice, WeightsView};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Timelike};
use clap::{Args, Parser, Subcommand, ValueEnum};
use schedule_files::TableMapping;

/// Conference agendas: reads every schedule, keeps your picks, reminds you in time.
#[derive(Debug, Parser)]
#[command(name = "lanyard", version, max_term_width = 100)]
pub struct Arguments {
    /// Folder for Lanyard's data
    #[arg(long, global = true, env = "LANYARD_DATA_DIR", value_name = "FOLDER")]
    pub data_dir: Option<PathBuf>,
    /// Start the clock at this instant (2022-05-19T15:14:00+02:00)
    #[arg(long, global = true, env = "LANYARD_NOW", value_name = "RFC3339")]
    pub now: Option<String>,
    /// Run the clock so many times as fast
    #[arg(long, global = true, env = "LANYARD_SPEED", value_name = "N")]
    pub speed: Option<String>,
    /// Print JSON
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Import a schedule, or a newer version of one
    Import(Import),
    /// Join two conferences that are one, with what you made of either
    Join {
        /// The one to be joined; it is no more
        #[arg(value_name = "OTHER")]
        other: String,
        /// The one that stays
        #[arg(value_name = "INTO")]
        into: String,
    },
    /// Fetch newer versions of conferences that came from an address
    Refresh(Refresh),
    /// Find known conferences by words of their names, places and years
    Directory(Directory),
    /// List the conferences
    Conferences,
    /// List the sessions of a conference
    Sessions(Which),
    /// Show one session
    Show {
        /// Lanyard's id, or the session's code
        id: String,
    },
    /// Find sessions by words anywhere in them
    Search {
        #[arg(required = true)]
        words: Vec<String>,
        /// The most to list
        #[arg(long, default_value_t = 20)]
        limit: u32,
        /// Only in this conference
        #[arg(long, value_name = "SLUG")]
        conference: Option<String>,
    },
    /// Pick sessions
    Pick {
        /// Lanyard's ids, or the sessions' codes
        #[arg(required = true, value_name = "ID|CODE")]
        ids: Vec<String>,
        #[arg(long, value_enum, default_value_t = PriorityWord::Want)]
        priority: PriorityWord,
    },
    /// Drop picks
    Unpick {
        #[arg(required = true, value_name = "ID|CODE")]
        ids: Vec<String>,
    },
    /// List the booths and planned visits
    Booths {
        #[arg(long, value_name = "SLUG")]
        conference: Option<String>,
    },
    /// Plan a visit to a booth
    Visit(Visit),
    /// Show picks and visits with their clashes
    Agenda(Which),
    /// List pairs of the agenda that are at once, or leave too little time to walk
    Clashes(Which),
    /// List free time, and what fits there
    Gaps(Gaps),
    /// Propose the best plan of what is picked and wished for
    Plan(Plan),
    /// List what newer versions of the schedule altered, and doubtful matches
    Changes(Changes),
    /// Answer whether two sessions are the same talk
    Same(Same),
    /// Keep sessions on the agenda that their schedule has withdrawn
    Keep {
        #[arg(required = true, value_name = "ID|CODE")]
        ids: Vec<String>,
        /// Let them go again
        #[arg(long)]
        undo: bool,
    },
    /// List the reminders to come
    Reminders,
    /// Show reminders as they come due, and refresh conferences, until ended
    Remind {
        /// Fetch nothing
        #[arg(long)]
        no_refresh: bool,
    },
    /// Put off the reminder of an item that was shown last
    Snooze(Snooze),
    /// No more reminders of an item, unless it moves
    Skip(Item),
    /// List the reminders that could not be shown in time
    Missed {
        /// Take them off the list
        #[arg(long)]
        dismiss: bool,
    },
    /// No reminders until tomorrow at 05:00
    Mute {
        /// Show them again
        #[arg(long)]
        off: bool,
    },
    /// Show or set how long walks take
    Walking(Walking),
    /// Look at all that reminders need, and say what to do; fails where something is wrong
    Doctor,
    /// Write the agenda as a file
    Export(Export),
}

/// A picked session or a planned visit.
#[derive(Debug, Args)]
pub struct Item {
    /// Lanyard's id, or the session's code
    #[arg(value_name = "ID|CODE")]
    pub id: String,
    /// It is the id of a visit
    #[arg(long)]
    pub visit: bool,
}

#[derive(Debug, Args)]
pub struct Snooze {
    #[command(flatten)]
    pub item: Item,
    #[arg(long, default_value_t = 5)]
    pub minutes: u32,
    /// Until it starts
    #[arg(long, conflicts_with = "minutes")]
    pub until_start: bool,
}

#[derive(Debug, Args)]
pub struct Walking {
    #[arg(long, value_name = "SLUG")]
    pub conference: Option<String>,
    /// Minutes from room to room
    #[arg(long, value_name = "MINUTES")]
    pub rooms: Option<u32>,
    /// Minutes from building to building
    #[arg(long, value_name = "MINUTES")]
    pub buildings: Option<u32>,
    /// Minutes between two rooms or buildings; 0 takes them as one place
    #[arg(long, num_args = 3, value_names = ["PLACE", "OTHER", "MINUTES"])]
    pub pair: Option<Vec<String>>,
    /// Forget the minutes between two places
    #[arg(long, num_args = 2, value_names = ["PLACE", "OTHER"])]
    pub forget: Option<Vec<String>>,
}

#[derive(Debug, Args)]
pub struct Import {
    /// A file, an https address, a name that `lanyard directory` knows, or - for standard input
    pub source: String,
    /// The venue's time zone, such as Europe/Madrid
    #[arg(long)]
    pub zone: Option<Zone>,
    /// The conference to update or to join to, or a short name for a new one
    #[arg(long, visible_alias = "into", value_name = "SLUG")]
    pub conference: Option<String>,
    /// Which column of a table holds what, and the order of its dates: title=Talk,start=When,date_order=dmy;
    /// auto forgets what was told before
    #[arg(long, value_name = "ROLE=COLUMN,…", value_parser = table_mapping)]
    pub map: Option<TableMapping>,
    /// Say what would happen, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

fn table_mapping(words: &str) -> Result<TableMapping, String> {
    if words == "auto" {
        return Ok(TableMapping::default());
    }
    TableMapping::parse_assignments(words).map_err(|error| error.to_string())
}

#[derive(Debug, Args)]
pub struct Refresh {
    /// The conferences; without any all that came from an address
    #[arg(value_name = "SLUG")]
    pub conferences: Vec<String>,
    /// Take the newer version though it lacks most sessions
    #[arg(long, requires = "conferences")]
    pub accept: bool,
    /// Keep the schedule as it is
    #[arg(long, requires = "conferences", conflicts_with = "accept")]
    pub keep: bool,
    /// Only set when to refresh: automatic, off, or every so many minutes
    #[arg(long, value_name = "WHEN", value_parser = refresh_choice, conflicts_with_all = ["accept", "keep"])]
    pub set: Option<RefreshChoice>,
}

fn refresh_choice(word: &str) -> Result<RefreshChoice, String> {
    match word {
        "automatic" => Ok(RefreshChoice::Automatic),
        "off" => Ok(RefreshChoice::Off),
        minutes => minutes
            .parse()
            .map(|minutes| RefreshChoice::Every { minutes })
            .map_err(|_| "give automatic, off, or a number of minutes".to_owned()),
    }
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Directory {
    #[command(subcommand)]
    pub command: Option<DirectoryCommand>,
    /// Words that all fit; without any everything is listed
    pub words: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub enum DirectoryCommand {
    /// Search a directory of your own too
    Add {
        /// A file or address: a Lanyard directory or Giggity's menu.json
        #[arg(value_name = "FILE-OR-ADDRESS")]
        source: String,
    },
    /// Search it no more
    Remove {
        #[arg(value_name = "FILE-OR-ADDRESS")]
        source: String,
    },
    /// List the directories of your own
    List,
}

#[derive(Debug, Args)]
pub struct Which {
    /// The conference; without it the one last looked at
    #[arg(long, value_name = "SLUG")]
    pub conference: Option<String>,
    /// One conference day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub day: Option<NaiveDate>,
    /// The zone to show times in; without it the venue's
    #[arg(long)]
    pub zone: Option<Zone>,
}

#[derive(Debug, Args)]
pub struct Gaps {
    #[command(flatten)]
    pub which: Which,
    /// From this hour of the day, by the venue's clock; without it from the first session
    #[arg(long, value_name = "HH:MM", value_parser = minute_of_day)]
    pub from: Option<u32>,
    /// To this hour of the day; without it to the end of the last session
    #[arg(long, value_name = "HH:MM", value_parser = minute_of_day)]
    pub to: Option<u32>,
    /// Only what is at least so long
    #[arg(long, value_name = "MINUTES", default_value_t = 15)]
    pub shortest: u32,
}

#[derive(Debug, Args)]
pub struct Plan {
    #[command(flatten)]
    pub which: Which,
    /// Change the agenda accordingly
    #[arg(long)]
    pub apply: bool,
    /// Take back the plan that was applied last
    #[arg(long, conflicts_with = "apply")]
    pub undo: bool,
    /// A booth to visit, for 15 or so many minutes
    #[arg(long, value_name = "BOOTH[=MINUTES]")]
    pub visit: Vec<String>,
    /// Leave this picked session as it is
    #[arg(long, value_name = "ID|CODE")]
    pub lock: Vec<String>,
    /// Leave this visit as it is
    #[arg(long, value_name = "ID")]
    pub lock_visit: Vec<i64>,
    /// Keep so many minutes free for lunch on each day
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub lunch: Option<u32>,
    /// Not before this hour
    #[arg(long, value_name = "HH:MM", default_value = "11:30", value_parser = minute_of_day)]
    pub lunch_from: u32,
    /// Over by this hour
    #[arg(long, value_name = "HH:MM", default_value = "14:00", value_parser = minute_of_day)]
    pub lunch_to: u32,
    /// What a must, a want and a maybe are worth; 100,20,5 without it
    #[arg(long, value_name = "MUST,WANT,MAYBE", value_parser = weights)]
    pub weights: Option<WeightsView>,
    /// When booths open; without it with the day's first session
    #[arg(long, value_name = "HH:MM", value_parser = minute_of_day, requires = "to")]
    pub from: Option<u32>,
    /// When booths close
    #[arg(long, value_name = "HH:MM", value_parser = minute_of_day, requires = "from")]
    pub to: Option<u32>,
    /// Take all places for one
    #[arg(long)]
    pub no_walking: bool,
}

fn weights(word: &str) -> Result<WeightsView, String> {
    let numbers: Result<Vec<u32>, _> = word.split(',').map(str::parse).collect();
    match numbers.as_deref() {
        Ok(&[must, want, maybe]) => Ok(WeightsView { must, want, maybe }),
        _ => Err("give three whole numbers, like 100,20,5".to_owned()),
    }
}

fn minute_of_day(word: &str) -> Result<u32, String> {
    let time = NaiveTime::parse_from_str(word, "%H:%M").map_err(|_| "write it like 09:30")?;
    Ok(time.hour() * 60 + time.minute())
}

#[derive(Debug, Args)]
pub struct Visit {
    /// The booth's id or name
    pub booth: String,
    /// When it starts
    #[arg(long, value_name = "RFC3339")]
    pub at: DateTime<FixedOffset>,
    /// How long it lasts
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub minutes: u32,
    #[arg(long, value_name = "SLUG")]
    pub conference: Option<String>,
}

#[derive(Debug, Args)]
pub struct Changes {
    #[arg(long, value_name = "SLUG")]
    pub conference: Option<String>,
    /// Only of sessions picked or noted
    #[arg(long)]
    pub mine: bool,
    /// Only of imports since then
    #[arg(long, value_name = "RFC3339")]
    pub since: Option<DateTime<FixedOffset>>,
    /// Only those not yet taken note of
    #[arg(long)]
    pub unseen: bool,
    /// Take note of those listed
    #[arg(long)]
    pub seen: bool,
}

#[derive(Debug, Args)]
pub struct Same {
    /// The question, as `lanyard changes` numbers it
    pub question: i64,
    #[arg(value_enum)]
    pub answer: Answer,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Answer {
    Yes,
    No,
}

#[derive(Debug, Args)]
pub struct Export {
    #[arg(value_enum)]
    pub format: ExportWord,
    /// The file to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long, value_name = "SLUG")]
    pub conference: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ExportWord {
    Ics,
    Markdown,
    /// The whole conference with picks, notes and visits, as Lanyard JSON
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PriorityWord {
    Must,
    Want,
    Maybe,
}

impl PriorityWord {
    pub fn priority(self) -> Priority {
        match self {
            Self::Must => Priority::Must,
            Self::Want => Priority::Want,
            Self::Maybe => Priority::Maybe,
        }
    }
}
