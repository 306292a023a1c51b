using System.Collections.Concurrent;

namespace Versori.Connectors.Authentication.Keys;

/// <summary>
/// Pools instances of a class that is not safe for concurrent use. Each instance has one user at a time.
/// </summary>
internal sealed class ObjectPool<T>(Func<T> create)
    where T : class
{
    private readonly ConcurrentBag<T> _free = [];

    public T Rent() => _free.TryTake(out var free) ? free : create();

    public void Return(T instance) => _free.Add(instance);
}
