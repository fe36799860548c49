"""Reads QR codes with other programs, for comparison.

Standard input has the names of images, one per line. For each, one line of JSON is printed with
its texts and milliseconds, and at the end one with the peak memory in KiB.
"""

import json
import resource
import subprocess
import sys
import time


def zbarimg():
    def read(path):
        command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", path]
        output = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        # A newline separates several texts, but may also be part of one, so try all lines as one
        # text and each line by itself.
        text = output.decode("utf-8", "replace").strip("\n")
        return [text] + text.split("\n") if text else []

    return read, resource.RUSAGE_CHILDREN


def zxing_cpp():
    import cv2
    import zxingcpp

    def read(path):
        found = zxingcpp.read_barcodes(cv2.imread(path), formats=zxingcpp.BarcodeFormat.QRCode)
        return [code.text for code in found]

    return read, resource.RUSAGE_SELF


def opencv():
    import cv2

    detector = cv2.QRCodeDetector()

    def read(path):
        return [text for text in detector.detectAndDecodeMulti(cv2.imread(path))[1] if text]

    return read, resource.RUSAGE_SELF


def main():
    read, who = {"zbarimg": zbarimg, "zxing-cpp": zxing_cpp, "OpenCV": opencv}[sys.argv[1]]()
    for path in sys.stdin.read().splitlines():
        began = time.perf_counter()
        try:
            texts = read(path)
        except Exception:
            texts = []
        print(json.dumps({"texts": texts, "millis": (time.perf_counter() - began) * 1000}))
    print(json.dumps({"peak_kib": resource.getrusage(who).ru_maxrss}))


main()
