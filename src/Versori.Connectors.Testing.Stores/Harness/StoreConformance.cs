namespace Versori.Connectors.Testing;

/// <summary>
/// What all conformance suites share. A store is tested by a public class of one's own for each suite of the interfaces
/// that it implements, with nothing in it but <see cref="CreateAsync"/>; <see cref="No_suite_is_left_out"/> fails until
/// there is one for each. A store that keeps its contents beyond a restart derives from the suites that begin with
/// <c>Durable</c>, which hold the others' tests too.
/// </summary>
/// <remarks>
/// Each test calls <see cref="CreateAsync"/> once. xunit makes a new object of the class for each test, so what is opened
/// there may be kept in a field and closed in <see cref="IAsyncDisposable.DisposeAsync"/>. Tests of one class do not run
/// at the same time; different classes do, unless they share a collection.
/// </remarks>
/// <typeparam name="TStore">The interface of the store.</typeparam>
public abstract class StoreConformance<TStore>
    where TStore : class
{
    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>
    /// Fails when a store of the same assembly is not tested by a suite that it has to pass, or is tested by a class that
    /// the runner does not find because it is not public. It names the missing suites.
    /// </summary>
    [Fact]
    public async Task No_suite_is_left_out()
    {
        var store = await CreateAsync();
        var missing = ConformanceSuite.MissingFor(store.GetType().Assembly, GetType().Assembly, ConformanceSuite.IsDurable(GetType())).ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    /// <summary>Makes an empty store, which shares nothing with those made before.</summary>
    protected abstract ValueTask<TStore> CreateAsync();
}
