using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Stores.Broken;

internal sealed class BrokenSecretInventory(string flaw) : ISecretStore, ISecretInventory
{
    private readonly InMemorySecretStore _inner = new();

    public ValueTask<SecretReference> WriteAsync(
        SecretHolder holder, string name, Secret value, CancellationToken cancellationToken) =>
        _inner.WriteAsync(holder, name, value, cancellationToken);

    public ValueTask<Secret?> ReadAsync(SecretReference reference, CancellationToken cancellationToken) =>
        _inner.ReadAsync(reference, cancellationToken);

    public ValueTask DeleteAsync(SecretReference reference, CancellationToken cancellationToken) =>
        flaw == "deleted secrets are listed" ? default : _inner.DeleteAsync(reference, cancellationToken);

    public IAsyncEnumerable<SecretReference> ListAsync(SecretHolder holder, CancellationToken cancellationToken) =>
        _inner.ListAsync(holder, cancellationToken);

    public IAsyncEnumerable<SecretReference> ListWrittenBeforeAsync(
        DateTimeOffset time, CancellationToken cancellationToken) =>
        flaw switch
        {
            "secrets are not grouped by holder" =>
                _inner.ListWrittenBeforeAsync(time, cancellationToken)
                    .OrderBy(reference => reference.Name, StringComparer.Ordinal)
                    .ThenBy(reference => reference.Version, StringComparer.Ordinal),
            "a page is missing" => _inner.ListWrittenBeforeAsync(time, cancellationToken).Skip(100),
            "the time is ignored" => _inner.ListWrittenBeforeAsync(DateTimeOffset.MaxValue, cancellationToken),
            "a list ignores cancellation" => _inner.ListWrittenBeforeAsync(time, default),
            _ => _inner.ListWrittenBeforeAsync(time, cancellationToken),
        };
}
