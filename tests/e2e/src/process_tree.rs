//! Processes and their memory, from `/proc`: see proc_pid_stat(5) and proc_pid_smaps(5).

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::companion::send_signal;

/// A process and all that descend from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessTree(Vec<u32>);

/// One process of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessMemory {
    pub name: String,
    /// Proportional set size in kB: shared pages are divided among those who share them.
    pub pss: u64,
}

impl ProcessTree {
    /// As it is now, the oldest first.
    pub fn of(root: u32) -> Self {
        let parents: Vec<(u32, u32)> = processes()
            .filter_map(|id| Some((id, parent(id)?)))
            .collect();
        let mut tree = vec![root];
        let mut next = 0;
        while let Some(&process) = tree.get(next) {
            tree.extend(
                parents
                    .iter()
                    .filter(|(_, parent)| *parent == process)
                    .map(|(id, _)| *id),
            );
            next += 1;
        }
        Self(tree)
    }

    /// The first process of it that runs this program.
    pub fn running(&self, program: &Path) -> Option<u32> {
        let program = fs::canonicalize(program).ok()?;
        let runs_it =
            |id: &u32| fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|exe| exe == program);
        self.0.iter().copied().find(runs_it)
    }

    /// The memory of every process that may be asked.
    pub fn memory(&self) -> Vec<ProcessMemory> {
        self.0
            .iter()
            .filter_map(|id| {
                Some(ProcessMemory {
                    name: name(*id)?,
                    pss: pss(*id)?,
                })
            })
            .collect()
    }

    /// Kills what still runs of it, and waits until it is gone: a process that is about to end may
    /// still write files.
    pub fn kill(&self) {
        for id in self.running_ids() {
            send_signal(id, "KILL");
        }
        let killed = Instant::now();
        while self.running_ids().next().is_some() && killed.elapsed() < GRACE {
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn running_ids(&self) -> impl Iterator<Item = u32> {
        // One that has ended and was not yet asked how has no program any more.
        self.0
            .iter()
            .copied()
            .filter(|id| fs::read_link(format!("/proc/{id}/exe")).is_ok())
    }
}

/// How long a killed process may take to be gone, which is up to the kernel.
const GRACE: Duration = Duration::from_secs(3);

fn processes() -> impl Iterator<Item = u32> {
    fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
}

fn parent(id: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // "id (name) state parent …": the name may hold blanks and brackets.
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(1)?.parse().ok()
}

fn name(id: u32) -> Option<String> {
    let exe = fs::read_link(format!("/proc/{id}/exe")).ok()?;
    Some(exe.file_name()?.to_string_lossy().into_owned())
}

fn pss(id: u32) -> Option<u64> {
    let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::env;
    use std::process::{self, Command, Stdio};

    use super::*;

    #[test]
    fn a_tree_holds_children_of_children_and_their_memory() {
        let mut shell = Command::new("sh")
            .args(["-c", "sleep 600 & wait"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let with_sleep = loop {
            if ProcessTree::of(shell.id()).0.len() == 2 {
                break ProcessTree::of(process::id());
            }
        };
        let program = env::current_exe().unwrap();
        assert_eq!(with_sleep.running(&program), Some(process::id()));
        assert!(with_sleep.memory().len() >= 3);
        assert!(with_sleep.memory().iter().all(|each| each.pss > 0));
        ProcessTree::of(shell.id()).kill();
        shell.wait().unwrap();
    }
}
