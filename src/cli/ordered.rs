//! Work on several threads, results in the order of the items.
//!
//! In: items, as they come, and workers. Out: a result for each item, in order. A few items are read ahead for each worker
//! and no more, so that memory stays bounded whatever the input's length.

use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Mutex};
use std::thread;

/// Items read ahead for each worker: enough that none waits while a long article keeps the results back.
const AHEAD: usize = 8;

/// An item and where its result goes.
type Job<I, O> = (I, SyncSender<O>);

/// Results in the order of their items; dropping them ends the work.
#[derive(Debug)]
pub(super) struct Results<O>(Receiver<Receiver<O>>);

/// Starts to work on the items, one thread a worker and one that reads.
pub(super) fn map<I, O, W>(items: impl Iterator<Item = I> + Send + 'static, workers: Vec<W>) -> Results<O>
where
    I: Send + 'static,
    O: Send + 'static,
    W: FnMut(I) -> O + Send + 'static,
{
    let (slots, results) = mpsc::sync_channel(AHEAD * workers.len());
    let (jobs, queue) = mpsc::sync_channel::<Job<I, O>>(0);
    let queue = Arc::new(Mutex::new(queue));
    for worker in workers {
        let queue = Arc::clone(&queue);
        thread::spawn(move || work(&queue, worker));
    }
    thread::spawn(move || {
        for item in items {
            let (result, slot) = mpsc::sync_channel(1);
            if slots.send(slot).is_err() || jobs.send((item, result)).is_err() {
                return;
            }
        }
    });
    Results(results)
}

/// Takes jobs until there are no more.
fn work<I, O>(queue: &Mutex<Receiver<Job<I, O>>>, mut worker: impl FnMut(I) -> O) {
    loop {
        let job = queue.lock().map(|queue| queue.recv());
        let Ok(Ok((item, result))) = job else { return };
        // Nobody waits for the result when the output is closed; the reader sees that too and ends the work.
        let _ = result.send(worker(item));
    }
}

impl<O> Iterator for Results<O> {
    type Item = O;

    fn next(&mut self) -> Option<O> {
        self.0.recv().ok()?.recv().ok()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_keep_the_order() {
        for threads in [1, 2, 5] {
            let slow_first = |item: u64| {
                thread::sleep(Duration::from_micros(if item.is_multiple_of(7) { 3000 } else { 10 }));
                item * 2
            };
            let results: Vec<u64> = map(0..200, vec![slow_first; threads]).collect();
            assert_eq!(results, (0..200).map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn little_is_read_ahead() {
        let read = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&read);
        let items = (0..1_000_000).inspect(move |_| _ = count.fetch_add(1, Ordering::SeqCst));
        let mut results = map(items, vec![|item: u32| item; 2]);
        assert_eq!(results.next(), Some(0));
        thread::sleep(Duration::from_millis(50));
        assert!(read.load(Ordering::SeqCst) <= 2 * AHEAD + 4, "{read:?}");
        drop(results);
        thread::sleep(Duration::from_millis(50));
        assert!(read.load(Ordering::SeqCst) <= 2 * AHEAD + 6, "{read:?}");
    }
}
