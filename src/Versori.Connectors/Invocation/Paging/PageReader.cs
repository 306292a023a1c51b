using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Versori.Connectors.Invocation;

/// <summary>Reads the pages of one list, one after the other.</summary>
/// <param name="target">The endpoint and its connection.</param>
/// <param name="options">The limits.</param>
/// <param name="rule">How the endpoint is paged.</param>
/// <param name="invoke">Sends a request with arguments.</param>
internal sealed class PageReader(
    PageTarget target,
    ListOptions options,
    PagingRule rule,
    Func<EndpointArguments, CancellationToken, Task<InvocationResult>> invoke)
{
    /// <summary>The length of the longest position, in characters.</summary>
    public const int MaximumPosition = 32 * 1024;

    /// <summary>Separates the first position that is a guess from the hash of the first page.</summary>
    private const char Separator = '~';

    private readonly PositionHistory _positions = new();
    private readonly PositionHistory _contents = new();
    private ulong? _lastContent;
    private int _emptyPages;

    private string Id => target.Endpoint.Id;

    public async IAsyncEnumerable<ListPage<JsonElement>> ReadAsync(
        EndpointArguments? arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var size = options.PageSize is { } wanted ? Math.Min(wanted, rule.Paging.MaximumSize ?? wanted) : (int?)null;
        if (size is not null && rule.Size is null)
            throw PagingErrors.Argument(Id, "The paging does not state where the page size goes.", "pageSize");
        var all = PageArguments.Of(arguments, target.Endpoint, rule, size);
        var position = PositionToRead.Resume(options.Position, rule, Id);
        if (rule.Goes.Kind == PagingPlaceKind.Url && position.Text is { } saved)
            PageLink.CheckSaved(Id, saved, target.Origins);

        long items = 0;
        for (var pages = 0; ; pages++)
        {
            if (pages == options.MaximumPages) throw TooManyPages();
            cancellationToken.ThrowIfCancellationRequested();
            var (page, next) = await ReadPageAsync(all, position, size, cancellationToken).ConfigureAwait(false);
            if (page is not null)
            {
                yield return page;
                items += page.Items.Count;
            }

            if (next is null || items >= options.MaximumItems) yield break;
            position = next;
        }
    }

    // Returns no page if it is the first page again, which happens once if it is not known how pages are numbered.
    private async Task<(ListPage<JsonElement>? Page, PositionToRead? Next)> ReadPageAsync(
        EndpointArguments arguments, PositionToRead position, int? size, CancellationToken cancellationToken)
    {
        var request = new PageRequest(target.Endpoint, rule, position.Text, size);
        arguments.Page = request;
        var result = await invoke(arguments, cancellationToken).ConfigureAwait(false);
        PageLink.CheckSource(target, result);
        if (result.Error is { } error) throw PagingErrors.Failed(Id, error);

        using var response = new PageResponse(Id, rule, result);
        var items = response.ReadItems();
        var content = rule.IsCounted ? ContentOf(items) : null;
        if (position.FirstContent is { } first && first == content)
        {
            _lastContent = content;
            return (null, Known(position with { FirstContent = null, Start = 1 }, 2));
        }

        // The two first pages differ, so the pages are numbered from 0.
        if (position.FirstContent is not null) position = position with { Start = 0 };
        if (position.Text is null) RememberFirst(request);
        CheckProgress(items, content);
        var resolved = position.Resolved(request.First);
        var next = NextOf(response, items, resolved, request.Address, content);
        var page = new ListPage<JsonElement>
        {
            Items = [.. items.Select(item => item.Clone())],
            Position = position.Text is null ? null : Saved(position),
            NextPosition = next is null ? null : Saved(next),
        };
        return (page, next);
    }

    // The URL of the first page is a position, too: a link to it begins a loop.
    private void RememberFirst(PageRequest request)
    {
        if (rule.Goes.Kind == PagingPlaceKind.Url)
            _positions.IsRepeated(PageLink.TextOf(request.Address));
        else if (request.First is { } first && !rule.IsCounted) _positions.IsRepeated(first);
    }

    private void CheckProgress(JsonElement[] items, ulong? content)
    {
        _emptyPages = items.Length == 0 ? _emptyPages + 1 : 0;
        if (_emptyPages > options.MaximumEmptyPages)
        {
            throw PagingErrors.Invalid(
                Id,
                $"More than {options.MaximumEmptyPages} pages in a row were empty. Raise "
                    + $"{nameof(ListOptions)}.{nameof(ListOptions.MaximumEmptyPages)} if that is right.");
        }

        if (content is not { } hash) return;
        var isRepeated = hash == _lastContent | _contents.IsAtCheckpoint(hash);
        _lastContent = hash;
        if (isRepeated) throw PagingErrors.Repeated(Id, rule.Found);
    }

    // Numbers never repeat, so a server that ignores them is recognized by what it returns. Lists of equal numbers or
    // words are common, and say nothing.
    private static ulong? ContentOf(JsonElement[] items)
    {
        if (items.Length == 0 || items[0].ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) return null;
        var hash = 0UL;
        foreach (var item in items)
        {
            var own = PositionHistory.Hash(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(item));
            hash = (hash * 31) + own;
        }

        return hash;
    }

    private PositionToRead? NextOf(
        PageResponse response, JsonElement[] items, PositionToRead position, Uri address, ulong? content)
    {
        var (flag, number) = response.ReadMore();
        if (rule.Found.Kind == PagingPlaceKind.Count) return NextCount(items.Length, position, flag, number);
        if (rule.Found.Kind == PagingPlaceKind.Page) return NextNumber(items, position, flag, number, content);
        if (flag == false || (flag is null && number == 0)) return null;
        if (response.ReadNext(items) is not { } text)
        {
            if (flag != true) return null;
            throw PagingErrors.Invalid(
                Id,
                $"The response states that there are more pages, but '{rule.Found}' has no position.",
                rule.Found.ToString());
        }

        if (rule.Goes.Kind == PagingPlaceKind.Url) text = PageLink.Resolve(target, address, text);
        return _positions.IsRepeated(text) ? throw PagingErrors.Repeated(Id, rule.Found) : new(text);
    }

    private PositionToRead? NextCount(int count, PositionToRead position, bool? flag, long? total)
    {
        if (count == 0)
            return flag == true ? throw PagingErrors.Repeated(Id, rule.Found) : null;
        var start = rule.Start is { } stated ? PagingRule.TryNumber(stated)!.Value : 0;
        var next = Sum(position.Number ?? start, count);
        return flag == false || next - start >= total ? null : Known(position, next);
    }

    private PositionToRead? NextNumber(
        JsonElement[] items, PositionToRead position, bool? flag, long? total, ulong? content)
    {
        if (flag == false || (items.Length == 0 && flag != true)) return null;

        // The first page is number 0 or 1. The next page is compared with it, if it can be.
        if (position.Number is null)
        {
            if (total <= 1) return null;
            return content is null ? Known(position with { Start = 1 }, 2) : new("1") { FirstContent = content };
        }

        var start = position.Start ?? 1;
        return position.Number - start + 1 >= total ? null : Known(position, Sum(position.Number.Value, 1));
    }

    private static PositionToRead Known(PositionToRead position, long number) =>
        new(number.ToString(CultureInfo.InvariantCulture)) { Start = position.Start };

    private long Sum(long number, long other) => number <= long.MaxValue - other
        ? number + other
        : throw PagingErrors.Invalid(Id, "The position is larger than the largest number.");

    private string Saved(PositionToRead position)
    {
        var text = position.FirstContent is { } first
            ? string.Create(CultureInfo.InvariantCulture, $"{position.Text}{Separator}{first:x16}")
            : position.Text!;
        return rule.Goes.Kind == PagingPlaceKind.Url ? target.Redactor.RedactUrl(new Uri(text)) : text;
    }

    private ConnectorException TooManyPages() => PagingErrors.Invalid(
        Id,
        $"The list has more than {options.MaximumPages} pages. Raise {nameof(ListOptions)}."
            + $"{nameof(ListOptions.MaximumPages)}, or continue from the position of the last page.");

    /// <summary>A position, with what is known about the number of the first page.</summary>
    private sealed record PositionToRead(string? Text)
    {
        public long? Number => Text is null ? null : PagingRule.TryNumber(Text);

        public long? Start { get; init; }

        /// <summary>The hash of the first page, if this page may be the same.</summary>
        public ulong? FirstContent { get; init; }

        /// <summary>The position after the request, which may have stated the first one.</summary>
        public PositionToRead Resolved(string? first) => Text is null && first is not null
            ? this with { Text = first, Start = PagingRule.TryNumber(first) }
            : this;

        public static PositionToRead Resume(string? saved, PagingRule rule, string endpointId)
        {
            var known = rule.Start is { } start ? PagingRule.TryNumber(start) : null;
            if (saved is null) return new(Text: null) { Start = known };
            if (saved.Length > MaximumPosition || saved.Contains(Secret.Redacted, StringComparison.Ordinal))
                throw Wrong("The position is too long, or had a secret that was not saved with it.");
            if (!rule.IsCounted) return new(saved) { Start = known };
            var parts = saved.Split(Separator);
            var isNumber = PagingRule.TryNumber(parts[0]) is not null;
            if (isNumber && parts.Length == 1) return new(saved) { Start = known };
            var isHash = ulong.TryParse(
                parts[^1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var content);
            return isNumber && parts.Length == 2 && isHash
                ? new(parts[0]) { FirstContent = content }
                : throw Wrong("The position is not a number.");

            ConnectorException Wrong(string message) => PagingErrors.Argument(endpointId, message, "position");
        }
    }
}
