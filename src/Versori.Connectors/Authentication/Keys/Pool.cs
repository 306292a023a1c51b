using System.Collections.Concurrent;

namespace Versori.Connectors.Authentication.Keys;

/// <summary>Lends out instances of a class that is not safe for concurrent use, each to one caller at a time.</summary>
internal sealed class Pool<T>(Func<T> create)
    where T : class
{
    private readonly ConcurrentBag<T> _free = [];

    public T Rent() => _free.TryTake(out var free) ? free : create();

    public void Return(T instance) => _free.Add(instance);
}
