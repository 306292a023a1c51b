using System.Globalization;

namespace Versori.Connectors;

/// <summary>
/// The claims of all processes on one limit, as an <see cref="ILimitStore"/> keeps them. Each process is due a fair
/// share: units that one does not need go to the others. A share is only used when the units of it have become free.
/// </summary>
/// <remarks>Not safe for concurrent use.</remarks>
public sealed class LimitLedger
{
    private static readonly long Turn = TimeSpan.FromSeconds(8).Ticks;

    private readonly List<Entry> _entries = [];

    /// <summary>When the last of the claims has expired. The text need not be kept after that.</summary>
    public DateTimeOffset Until =>
        new(_entries.Count == 0 ? 0 : _entries.Max(entry => entry.Until), TimeSpan.Zero);

    /// <summary>Reads the claims.</summary>
    /// <param name="text">The result of <see cref="Write"/>; empty: there are no claims.</param>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static LimitLedger Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ledger = new LimitLedger();
        foreach (var line in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ');
            if (parts.Length != 4) throw new FormatException($"'{line}' is no claim.");
            ledger._entries.Add(new(
                Guid.ParseExact(parts[0], "N"),
                int.Parse(parts[1], CultureInfo.InvariantCulture),
                int.Parse(parts[2], CultureInfo.InvariantCulture),
                long.Parse(parts[3], CultureInfo.InvariantCulture)));
        }

        return ledger;
    }

    /// <summary>Returns the claims as text.</summary>
    public string Write() => string.Join(';', _entries.Select(entry => string.Create(
        CultureInfo.InvariantCulture, $"{entry.Holder:N} {entry.Counted} {entry.Wanted} {entry.Until}")));

    /// <summary>Replaces the claim of a process, and returns what it may use.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="now">The current time.</param>
    public LimitGrant Apply(LimitClaim claim, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var former = _entries.Find(entry => entry.Holder == claim.Holder).Counted;
        _entries.RemoveAll(entry => entry.Until <= now.UtcTicks || entry.Holder == claim.Holder);
        var free = claim.Total - _entries.Sum(entry => entry.Counted);
        var due = Due(claim, now);
        var units = Math.Max(0, Math.Min(due, free));
        // With fewer units than processes, one that had some lets the others take them first.
        if (former > 0 && IsCrowded(claim)) units = 0;
        // Fewer units than the next call needs are of no use.
        else if (claim.Wanted > 0 && units < claim.Minimum) units = free >= claim.Minimum ? claim.Minimum : 0;

        // What a process gave back still counts for the rest of its period.
        var moreAt = _entries.Where(entry => entry.Wanted == 0).Min(entry => (long?)entry.Until);
        var counted = Math.Max(units, claim.Held);
        var until = (now + claim.Lease + claim.Period).UtcTicks;
        if (counted > 0 || claim.Wanted > 0) _entries.Add(new(claim.Holder, counted, claim.Wanted, until));
        return new()
        {
            Units = units,
            Holders = _entries.Count,
            IsSettled = Math.Abs(counted - due) <= due / 4,
            MoreAfter = moreAt is null ? null : TimeSpan.FromTicks(moreAt.Value - now.UtcTicks),
        };
    }

    private bool IsCrowded(LimitClaim claim) => _entries.Count(entry => entry.Wanted > 0) >= claim.Total;

    // Those that want least get what they want; the others share the rest equally.
    private int Due(LimitClaim claim, DateTimeOffset now)
    {
        var wanting = _entries
            .Where(entry => entry.Wanted > 0)
            .Append(new(claim.Holder, claim.Held, claim.Wanted, 0))
            .OrderBy(entry => entry.Wanted)
            // What cannot be divided equally goes to others after a while.
            .ThenBy(entry => Rank(entry.Holder, now))
            .ToList();
        var left = claim.Total;
        for (var i = 0; i < wanting.Count; i++)
        {
            var share = Math.Min(wanting[i].Wanted, left / (wanting.Count - i));
            if (wanting[i].Holder == claim.Holder) return share;
            left -= share;
        }

        return 0;
    }

    private static uint Rank(Guid holder, DateTimeOffset now) =>
        BitConverter.ToUInt32(holder.ToByteArray()) ^ ((uint)(now.UtcTicks / Turn) * 2654435761);

    private readonly record struct Entry(Guid Holder, int Counted, int Wanted, long Until);
}
