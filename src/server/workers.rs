//! Threads of our own for work that fills a core, and the bounded queue before them.
//!
//! In: closures over a thread's own state. Out: what they return. No more than `workers` run and no more
//! than `queue` wait at a time; who comes then is refused or waits outside. Work whose caller has gone leaves the queue at once,
//! and its stop flag is set when it runs.

use std::any::Any;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::{io, thread};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

/// The threads and their queue; `T` is the state that each thread has of its own.
#[derive(Debug)]
pub(super) struct Workers<T> {
    queue: Arc<Queue<T>>,
    /// A permit for each job that runs or waits.
    room: Arc<Semaphore>,
    /// The part of the room that those who wait for it may take: single calls, which do not wait, always find some of their own.
    shared_room: Arc<Semaphore>,
}

/// There is no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Full;

/// The work came to no end: it panicked, or the workers have ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lost;

/// Work that waits or runs. Dropping it ends the work.
#[derive(Debug)]
pub(super) struct Pending<T, R> {
    answer: oneshot::Receiver<R>,
    stop: Arc<AtomicBool>,
    number: u64,
    queue: Arc<Queue<T>>,
}

/// The jobs that wait.
struct Queue<T> {
    waiting: Mutex<Waiting<T>>,
    changed: Condvar,
}

struct Waiting<T> {
    jobs: VecDeque<Job<T>>,
    next_number: u64,
    closed: bool,
}

struct Job<T> {
    number: u64,
    work: Box<dyn FnOnce(&T) + Send>,
    /// Given back when the job ends or leaves the queue.
    _permits: Permits,
}

type Permits = (OwnedSemaphorePermit, Option<OwnedSemaphorePermit>);

impl<T: Send + 'static> Workers<T> {
    /// Starts the threads, each with a fork of the state.
    ///
    /// # Errors
    ///
    /// The system gives no more threads.
    pub(super) fn start(workers: usize, queue: usize, state: &T, fork: fn(&T) -> T) -> io::Result<Self> {
        let waiting = Mutex::new(Waiting { jobs: VecDeque::new(), next_number: 0, closed: false });
        let pool = Self {
            queue: Arc::new(Queue { waiting, changed: Condvar::new() }),
            room: Arc::new(Semaphore::new(workers.saturating_add(queue))),
            shared_room: Arc::new(Semaphore::new(workers.saturating_add(queue / 2))),
        };
        for number in 0..workers {
            let (queue, own) = (Arc::clone(&pool.queue), fork(state));
            thread::Builder::new().name(format!("worker-{number}")).spawn(move || run(&queue, own, fork))?;
        }
        Ok(pool)
    }

    /// Hands in work that does not wait outside the queue. The work should look at the flag and end early when it is set.
    ///
    /// # Errors
    ///
    /// [`Full`] when the queue has no room.
    pub(super) fn try_submit<R: Send + 'static>(
        &self,
        work: impl FnOnce(&T, &AtomicBool) -> R + Send + 'static,
    ) -> Result<Pending<T, R>, Full> {
        let room = Arc::clone(&self.room).try_acquire_owned().map_err(|_| Full)?;
        Ok(self.enqueue((room, None), work))
    }

    /// Hands in work as soon as there is room, first come first served.
    ///
    /// # Errors
    ///
    /// [`Lost`] when the workers have ended.
    pub(super) async fn submit<R: Send + 'static>(
        &self,
        work: impl FnOnce(&T, &AtomicBool) -> R + Send + 'static,
    ) -> Result<Pending<T, R>, Lost> {
        let shared = Arc::clone(&self.shared_room).acquire_owned().await.map_err(|_| Lost)?;
        let room = Arc::clone(&self.room).acquire_owned().await.map_err(|_| Lost)?;
        Ok(self.enqueue((room, Some(shared)), work))
    }

    fn enqueue<R: Send + 'static>(&self, permits: Permits, work: impl FnOnce(&T, &AtomicBool) -> R + Send + 'static) -> Pending<T, R> {
        let (sender, answer) = oneshot::channel();
        let stop = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&stop);
        let work = Box::new(move |state: &T| {
            if !seen.load(Ordering::Relaxed) {
                // The caller may have gone meanwhile.
                let _ = sender.send(work(state, &seen));
            }
        });
        let mut waiting = self.queue.lock();
        let number = waiting.next_number;
        waiting.next_number += 1;
        waiting.jobs.push_back(Job { number, work, _permits: permits });
        drop(waiting);
        self.queue.changed.notify_one();
        Pending { answer, stop, number, queue: Arc::clone(&self.queue) }
    }
}

impl<T> Drop for Workers<T> {
    fn drop(&mut self) {
        self.queue.lock().closed = true;
        self.queue.changed.notify_all();
    }
}

impl<T, R> Pending<T, R> {
    /// Waits for the work to end.
    ///
    /// # Errors
    ///
    /// [`Lost`] when it panicked.
    pub(super) async fn done(mut self) -> Result<R, Lost> {
        (&mut self.answer).await.map_err(|_| Lost)
    }
}

impl<T, R> Drop for Pending<T, R> {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let mut waiting = self.queue.lock();
        let place = waiting.jobs.iter().position(|job| job.number == self.number);
        let withdrawn = place.and_then(|place| waiting.jobs.remove(place));
        // What the job holds is freed outside the lock.
        drop(waiting);
        drop(withdrawn);
    }
}

impl<T> Queue<T> {
    /// No work runs under the lock, so that what it guards is whole whatever panicked.
    fn lock(&self) -> MutexGuard<'_, Waiting<T>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next job, waiting for one; none when the queue is closed.
    fn next(&self) -> Option<Job<T>> {
        let mut waiting = self.lock();
        loop {
            if let Some(job) = waiting.jobs.pop_front() {
                return Some(job);
            }
            if waiting.closed {
                return None;
            }
            waiting = self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<T> std::fmt::Debug for Queue<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Queue").field("jobs", &self.lock().jobs.len()).finish()
    }
}

/// A worker's life. A panic ends the job, not the worker, which goes on with a fresh state.
fn run<T>(queue: &Queue<T>, mut state: T, fork: fn(&T) -> T) {
    while let Some(job) = queue.next() {
        let outcome: Result<(), Box<dyn Any + Send>> = catch_unwind(AssertUnwindSafe(|| (job.work)(&state)));
        if outcome.is_err() {
            tracing::error!("a worker panicked; its call is answered INTERNAL and the worker goes on");
            state = fork(&state);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;
    use std::sync::mpsc;

    fn workers(count: usize, queue: usize) -> Workers<()> {
        Workers::start(count, queue, &(), |&()| ()).unwrap()
    }

    /// Work that says when it starts and ends when it is told to.
    fn gate() -> (impl FnOnce(&(), &AtomicBool) + Send + 'static, mpsc::Receiver<()>, mpsc::Sender<()>) {
        let (started, starts) = mpsc::channel();
        let (end, ends) = mpsc::channel::<()>();
        let work = move |&(): &(), _: &AtomicBool| {
            started.send(()).unwrap();
            let _ = ends.recv();
        };
        (work, starts, end)
    }

    #[tokio::test]
    async fn a_full_queue_refuses_and_has_room_again() {
        let workers = workers(1, 2);
        let (work, starts, end) = gate();
        let running = workers.try_submit(work).unwrap();
        starts.recv().unwrap();
        let waiting = [workers.try_submit(|(), _| 1).unwrap(), workers.try_submit(|(), _| 2).unwrap()];
        assert_eq!(workers.try_submit(|(), _| 3).unwrap_err(), Full);
        end.send(()).unwrap();
        running.done().await.unwrap();
        for (pending, expected) in waiting.into_iter().zip(1..) {
            assert_eq!(pending.done().await.unwrap(), expected);
        }
        // The permit comes back just after the answer.
        let pending = workers.submit(|(), _| 4).await.unwrap();
        assert_eq!(pending.done().await.unwrap(), 4);
    }

    #[tokio::test]
    async fn who_waits_leaves_room_for_who_does_not() {
        let workers = workers(1, 2);
        let (work, starts, _end) = gate();
        let _running = workers.submit(work).await.unwrap();
        starts.recv().unwrap();
        let _waiting = workers.submit(|(), _| ()).await.unwrap();
        assert!(workers.submit(|(), _| ()).now_or_never().is_none());
        assert!(workers.try_submit(|(), _| ()).is_ok());
    }

    #[tokio::test]
    async fn work_whose_caller_has_gone_leaves_the_queue() {
        let workers = workers(1, 1);
        let (work, starts, end) = gate();
        let running = workers.try_submit(work).unwrap();
        starts.recv().unwrap();
        let held = Arc::new(());
        let holds = Arc::clone(&held);
        let waiting = workers.try_submit(move |(), _| drop(holds)).unwrap();
        drop(waiting);
        assert_eq!(Arc::strong_count(&held), 1, "what the work holds is freed at once");
        assert!(workers.try_submit(|(), _| ()).is_ok(), "its place is free at once");
        end.send(()).unwrap();
        running.done().await.unwrap();
    }

    #[tokio::test]
    async fn work_that_runs_is_told_to_stop() {
        let workers = workers(1, 1);
        let (started, starts) = mpsc::channel();
        let (stopped, stops) = mpsc::channel();
        let running = workers
            .try_submit(move |(), stop| {
                started.send(()).unwrap();
                while !stop.load(Ordering::Relaxed) {
                    thread::yield_now();
                }
                stopped.send(()).unwrap();
            })
            .unwrap();
        starts.recv().unwrap();
        drop(running);
        stops.recv().unwrap();
    }

    #[tokio::test]
    async fn a_panic_ends_the_job_alone() {
        let workers = workers(1, 2);
        let panics = workers.try_submit(|(), _| assert!(std::hint::black_box(false), "as the test wants")).unwrap();
        let next = workers.try_submit(|(), _| 1).unwrap();
        assert_eq!(panics.done().await, Err(Lost));
        assert_eq!(next.done().await.unwrap(), 1);
    }

    #[tokio::test]
    async fn closing_answers_what_waits_and_ends() {
        let state = Arc::new(());
        let workers = Workers::start(2, 4, &state, Arc::clone).unwrap();
        let pending: Vec<_> = (0..4).map(|i| workers.try_submit(move |_, _| i).unwrap()).collect();
        drop(workers);
        for (pending, expected) in pending.into_iter().zip(0..) {
            assert_eq!(pending.done().await.unwrap(), expected);
        }
        while Arc::strong_count(&state) > 1 {
            tokio::task::yield_now().await;
        }
    }
}
