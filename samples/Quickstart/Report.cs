namespace Quickstart;

/// <summary>Prints each step and whether its checks passed.</summary>
internal sealed class Report
{
    private int _steps;
    private int _failures;

    public void Step(string title, string what)
    {
        if (_steps++ > 0) Console.WriteLine();
        Console.WriteLine($"{_steps}. {title} {what}");
    }

    public void Line(string text) => Console.WriteLine($"   {text}");

    public void Check(string text, bool passed)
    {
        if (!passed) _failures++;
        Console.WriteLine($"   {(passed ? "ok  " : "FAIL")} {text}");
    }

    /// <summary>The exit code.</summary>
    public int End()
    {
        Console.WriteLine();
        Console.WriteLine(_failures == 0 ? "All checks passed." : $"{_failures} checks failed.");
        return _failures == 0 ? 0 : 1;
    }
}
