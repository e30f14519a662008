//! Measures the desktop application: from its start to the first painted agenda, and the memory of
//! all its processes. Prints a table in Markdown; which figures are good enough is decided elsewhere.

use std::time::Duration;

use e2e::{Application, Desktop, DrivenApplication, ProcessMemory, ProcessTree, Result, Start};
use tokio::time::sleep;

/// Enough for a median that one slow run does not move.
const RUNS: usize = 7;

/// Real time for memory to come to rest after something happened.
const REST: Duration = Duration::from_secs(5);

/// Morning of a day of the sample, hours before anything is due.
const START: Start = Start {
    sample: true,
    hidden: false,
    now: Some("2022-05-19T09:00:00+02:00"),
    speed: None,
};

#[tokio::main]
async fn main() -> Result {
    let desktop = Desktop::start().await?;
    let _notifications = desktop.start_notification_service().await?;
    fill_agenda(&desktop).await?;
    let mut starts = Vec::new();
    for _ in 0..RUNS {
        let mut lanyard = Application::start(&desktop, START).await?;
        starts.push(lanyard.wait_until_painted().await?);
    }
    starts.sort();
    let memory = measure_memory(&desktop).await?;
    let background = measure_memory_in_background(&desktop).await?;

    println!("| measured in the window | figure |\n|---|---|");
    println!(
        "| start to painted agenda, median of {RUNS} (fastest to slowest) | {} ms ({} to {} ms) |",
        starts[RUNS / 2].as_millis(),
        starts[0].as_millis(),
        starts[RUNS - 1].as_millis()
    );
    println!("| memory (PSS) with the window | {} |", words(&memory));
    println!("| memory (PSS) after closing it | {} |", words(&background));
    Ok(())
}

/// Picks and plans, starts once so that all is warm, and settles that closing means to go on.
async fn fill_agenda(desktop: &Desktop) -> Result {
    let lanyard = desktop.lanyard();
    lanyard.import_sample().await?;
    lanyard
        .json(&["pick", "ytq0", "ytpo", "ytrV", "yttj"])
        .await?;
    let visit = ["visit", "Cilium", "--at", "2022-05-19T13:40:00+02:00"];
    lanyard.json(&visit).await?;
    let driven = DrivenApplication::start(desktop, START).await?;
    driven.page.wait_for("@now-next").await?;
    driven.keep_running_when_closed(desktop).await?;
    driven.end().await
}

async fn measure_memory(desktop: &Desktop) -> Result<Vec<ProcessMemory>> {
    let lanyard = Application::start(desktop, START).await?;
    sleep(REST).await;
    Ok(ProcessTree::of(lanyard.id()).memory())
}

async fn measure_memory_in_background(desktop: &Desktop) -> Result<Vec<ProcessMemory>> {
    let lanyard = Application::start(desktop, START).await?;
    let window = desktop.wait_for_windows(1).await?.remove(0);
    desktop.ask_to_close(&window)?;
    desktop.wait_for_windows(0).await?;
    sleep(REST).await;
    Ok(ProcessTree::of(lanyard.id()).memory())
}

/// "149 MB: lanyard-desktop 60, WebKitWebProcess 70".
fn words(memory: &[ProcessMemory]) -> String {
    let megabytes = |kilobytes: u64| kilobytes.div_ceil(1024);
    let total: u64 = memory.iter().map(|process| process.pss).sum();
    let parts: Vec<String> = memory
        .iter()
        .map(|process| format!("{} {}", process.name, megabytes(process.pss)))
        .collect();
    format!("{} MB: {}", megabytes(total), parts.join(", "))
}
