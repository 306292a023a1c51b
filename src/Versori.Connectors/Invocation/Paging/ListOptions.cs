namespace Versori.Connectors;

/// <summary>The limits of reading a list, and where to begin.</summary>
public sealed record ListOptions
{
    /// <summary>The largest number of pages of a list, unless set otherwise.</summary>
    public const int DefaultMaximumPages = 100_000;

    /// <summary>The largest number of empty pages in a row, unless set otherwise.</summary>
    public const int DefaultMaximumEmptyPages = 100;

    /// <summary>
    /// The number of items in a page; at most <see cref="EndpointPaging.MaximumSize"/> is requested. Default: the
    /// external system decides.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int? PageSize { get; init => field = value is null ? null : Positive(value.Value); }

    /// <summary>
    /// The number of items after which the list ends. <c>ListAsync</c> returns that many at most. <c>ListPagesAsync</c>
    /// returns whole pages, and reads no further page once there are that many items. Default: no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long? MaximumItems { get; init => field = value is null ? null : Positive(value.Value); }

    /// <summary>
    /// The number of pages that are read. If there are more, the list ends with an error, so that a part is not taken
    /// for the whole. Default: 100,000.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int MaximumPages { get; init => field = Positive(value); } = DefaultMaximumPages;

    /// <summary>
    /// The number of empty pages in a row after which the list ends with an error. An empty page with a next position
    /// is not the last (AIP-158). Default: 100.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int MaximumEmptyPages { get; init => field = Positive(value); } = DefaultMaximumEmptyPages;

    /// <summary>
    /// The position of the first page that is read, from <see cref="ListPage{T}.NextPosition"/> or
    /// <see cref="ListPage{T}.Position"/> of an earlier page of the same list. Default: the beginning.
    /// </summary>
    public string? Position { get; init; }

    /// <summary>
    /// The settings of the call for each page, such as its time limit and further headers. Default: those of the
    /// endpoint and the host.
    /// </summary>
    public InvocationOptions? Call { get; init; }

    /// <summary>How the endpoint is paged. Default: as its definition states.</summary>
    public EndpointPaging? Paging { get; init; }

    private static T Positive<T>(T value)
        where T : System.Numerics.INumberBase<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        return value;
    }
}
