using Versori.Connectors.Invocation;

namespace Versori.Connectors.Tests.Invocation.Paging;

/// <summary>Loops of any length are found in constant memory.</summary>
public sealed class PositionHistoryTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 5)]
    [InlineData(0, 4_000)]
    [InlineData(10, 5_000)]
    [InlineData(5_000, 1)]
    [InlineData(5_000, 3)]
    [InlineData(20_000, 30_000)]
    public void A_loop_is_found_within_a_few_rounds(int tail, int length)
    {
        var history = new PositionHistory();
        var steps = 0;

        while (!history.IsRepeated($"{(steps < tail ? steps : tail + ((steps - tail) % length))}")) steps++;

        Assert.InRange(steps, tail + length, (3 * (tail + length)) + 4);
        if (tail < 4096) Assert.Equal(tail + length, steps);
    }

    [Fact]
    public void Different_positions_are_not_a_loop()
    {
        var history = new PositionHistory();

        Assert.DoesNotContain(Enumerable.Range(0, 100_000), number => history.IsRepeated($"p{number}"));
    }
}
