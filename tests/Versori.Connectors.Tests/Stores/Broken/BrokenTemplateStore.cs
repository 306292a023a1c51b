using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Stores.Broken;

internal sealed class BrokenTemplateStore(string flaw) : ITemplateStore
{
    private readonly InMemoryTemplateStore _inner = new();

    public ValueTask<ConnectionTemplate?> FindAsync(TemplateId id, CancellationToken cancellationToken) =>
        _inner.FindAsync(id, cancellationToken);

    public async ValueTask<SaveResult<ConnectionTemplate>> SaveAsync(
        ConnectionTemplate template, CancellationToken cancellationToken) =>
        flaw switch
        {
            "a save ignores the revision" when await _inner.FindAsync(template.Id, cancellationToken) is { } there =>
                await _inner.SaveAsync(template with { Revision = there.Revision }, cancellationToken),
            "the pin is lost" => await _inner.SaveAsync(template with { PinnedVersion = null }, cancellationToken),
            "cancellation is ignored" => await _inner.SaveAsync(template, default),
            _ => await _inner.SaveAsync(template, cancellationToken),
        };

    public async ValueTask<bool> DeleteAsync(TemplateId id, long revision, CancellationToken cancellationToken) =>
        await _inner.DeleteAsync(
            id,
            flaw == "a deletion ignores the revision" && await _inner.FindAsync(id, cancellationToken) is { } there
                ? there.Revision
                : revision,
            cancellationToken);

    public IAsyncEnumerable<ConnectionTemplate> ListAsync(TemplateFilter filter, CancellationToken cancellationToken) =>
        flaw switch
        {
            "ids are ordered as one text" =>
                _inner.ListAsync(filter, cancellationToken)
                    .OrderBy(template => $"{template.Id.Integration}/{template.Id.Name}", StringComparer.Ordinal),
            "a filter's second part is ignored" =>
                _inner.ListAsync(
                    filter.Integration is null ? filter : filter with { ConnectorId = null }, cancellationToken),
            _ => _inner.ListAsync(filter, cancellationToken),
        };
}
