namespace Versori.Connectors.Http;

/// <summary>The callers that wait, in the order in which they arrived. Not synchronized. Times are ticks.</summary>
internal sealed class LimitQueue
{
    private readonly Queue<LimitWaiter> _order = new();
    private readonly PriorityQueue<LimitWaiter, long> _deadlines = new();

    /// <summary>The number of callers that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Their units of a rate.</summary>
    public long Units { get; private set; }

    /// <summary>The next caller.</summary>
    public LimitWaiter? Head
    {
        get
        {
            while (_order.TryPeek(out var head))
            {
                if (!head.IsDone) return head;
                _order.Dequeue();
            }

            return null;
        }
    }

    /// <summary>When the first of the callers has waited as long as it may.</summary>
    public long NextDeadline
    {
        get
        {
            while (_deadlines.TryPeek(out var waiter, out var deadline))
            {
                if (!waiter.IsDone) return deadline;
                _deadlines.Dequeue();
            }

            return long.MaxValue;
        }
    }

    /// <summary>The units of a limit that the callers need.</summary>
    public long UnitsFor(LimitPool pool) => pool.IsConcurrency ? Count : Units;

    public LimitWaiter Add(int weight, long now, TimeSpan maximumWait)
    {
        var waiter = new LimitWaiter(weight, now);
        _order.Enqueue(waiter);
        if (maximumWait < TimeSpan.FromTicks(long.MaxValue - now)) _deadlines.Enqueue(waiter, now + maximumWait.Ticks);
        Count++;
        Units += weight;
        return waiter;
    }

    public void RemoveHead() => Removed(_order.Dequeue());

    /// <summary>A caller does not wait any more.</summary>
    public void Removed(LimitWaiter waiter)
    {
        Count--;
        Units -= waiter.Weight;
        if (Count > 0) return;
        _order.Clear();
        _deadlines.Clear();
    }

    /// <summary>Refuses the callers that have waited as long as they may.</summary>
    public void RefuseOverdue(long now, ConnectionId connection)
    {
        while (_deadlines.TryPeek(out var waiter, out var deadline) && (deadline <= now || waiter.IsDone))
        {
            _deadlines.Dequeue();
            if (waiter.IsDone) continue;
            var maximum = TimeSpan.FromTicks(deadline - waiter.Since);
            var refusal = LimitErrors.Refused(connection, TimeSpan.FromTicks(now - waiter.Since), maximum);
            if (waiter.TryRefuse(refusal)) Removed(waiter);
        }
    }
}
